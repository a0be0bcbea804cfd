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

/* SQLite's own way to files, but for the log (the WAL) that another process has left: SQLite says of any that it may
   have made it, and waits until its name is in its folder with the first that is written. Where more stands in it than
   its header, of 32 bytes, somebody has waited for that before. */

static inline int csqlite_open_file(sqlite3_vfs *own, const char *name, sqlite3_file *file, int flags, int *opened) {
  sqlite3_vfs *system = (sqlite3_vfs *)own->pAppData;
  sqlite3_int64 size = 0;
  if (flags & SQLITE_OPEN_WAL) {
    int code = system->xOpen(system, name, file, flags & ~SQLITE_OPEN_CREATE, opened);
    if (code == SQLITE_OK) {
      if (file->pMethods->xFileSize(file, &size) == SQLITE_OK && size > 32) return SQLITE_OK;
      file->pMethods->xClose(file);
    }
  }
  return system->xOpen(system, name, file, flags, opened);
}

static inline int csqlite_trust_names_of_logs(void) {
  static sqlite3_vfs own;
  sqlite3_vfs *system = sqlite3_vfs_find(0);
  if (system == 0 || system->xOpen == csqlite_open_file) return SQLITE_ERROR;
  own = *system;
  own.zName = "vosfact";
  own.pAppData = system;
  own.xOpen = csqlite_open_file;
  return sqlite3_vfs_register(&own, 1);
}

#endif
