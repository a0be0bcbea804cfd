import Localization
import CSQLite
import Testing

@testable import VosfactKit

@Suite struct ResultCodeTests {
  @Test(
    "what SQLite answers is told as what happened, extended or not",
    arguments: [
      (SQLITE_BUSY, .busy), (SQLITE_BUSY | 1 << 8, .busy), (SQLITE_LOCKED, .busy),
      (SQLITE_PROTOCOL, .busy), (SQLITE_READONLY, .cannotWrite),
      (SQLITE_READONLY | 4 << 8, .cannotWrite),
      (SQLITE_FULL, .cannotWrite), (SQLITE_CORRUPT, .inputOutput), (SQLITE_NOTADB, .inputOutput),
      (SQLITE_CANTOPEN, .cannotWrite), (SQLITE_IOERR | 3 << 8, .inputOutput),
      (SQLITE_CONSTRAINT | 8 << 8, .internalFault), (SQLITE_ERROR, .internalFault),
    ] as [(Int32, FaultNature)])
  func nature(_ code: Int32, _ nature: FaultNature) throws {
    let database = try Database.emptyInMemory()
    #expect(database.failure(ResultCode(code), sql: "SELECT 1").nature == nature)
  }
}
