#ifndef VOSFACT_CSQLITE_SHIM_H
#define VOSFACT_CSQLITE_SHIM_H

#include <sqlite3.h>

/* SQLITE_TRANSIENT is an integer cast to a function pointer, which Swift does not import. */

static inline int csqlite_bind_text(sqlite3_stmt *statement, int index, const char *text, sqlite3_uint64 length) {
  return sqlite3_bind_text64(statement, index, text, length, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static inline int csqlite_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 length) {
  return sqlite3_bind_blob64(statement, index, bytes, length, SQLITE_TRANSIENT);
}

#endif
