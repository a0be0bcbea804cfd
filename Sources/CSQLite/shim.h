#ifndef VOSFACT_CSQLITE_SHIM_H
#define VOSFACT_CSQLITE_SHIM_H

#include <sqlite3.h>

/* sqlite3_config has arguments of any number, which Swift does not import. */

static inline int csqlite_count_no_memory(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static inline int csqlite_keep_savepoints_in_memory(int bytes) {
  return sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, bytes);
}

/* SQLITE_TRANSIENT is an integer cast to a function pointer, which Swift does not import. */

static inline int csqlite_bind_text(sqlite3_stmt *statement, int index, const char *text, sqlite3_uint64 length) {
  return sqlite3_bind_text64(statement, index, text, length, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static inline int csqlite_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 length) {
  return sqlite3_bind_blob64(statement, index, bytes, length, SQLITE_TRANSIENT);
}

/* sqlite3_db_config takes variable arguments, which Swift does not import. */

static inline int csqlite_keep_log_at_close(sqlite3 *connection) {
  return sqlite3_db_config(connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}

#endif
