// swift-tools-version: 6.2
import PackageDescription

/// What every Swift target of the package is compiled with. A warning is an error, and a name is
/// visible only where its own module is imported.
let common: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// Whether the fuzzer is built, by `Tests/Fuzzing/run`, in the place of the tests: both check the same
/// properties, and a file belongs to one target only.
let isFuzzing = Context.environment["VOSFACT_FUZZING"] != nil

/// Whether the program is built that `Tests/Benchmarks/run` measures verification with, in the place of the tests.
let isMeasuring = Context.environment["VOSFACT_MEASURING"] != nil

/// What is tested is optimised too, file by file: tests that try a hundred thousand inputs take a fifth of the time.
let fast: SwiftSetting = .unsafeFlags(["-O"], .when(configuration: .debug))

/// The program is one file that needs no library of the host, so that it starts as fast as a C program and can be
/// copied to a web host; tests, which start it thousands of times, take it as it is then. In a release build the flag
/// must reach the compiler and the linker alike. What watches the memory of a fuzzer does not work that way.
let whole: [SwiftSetting] =
  isFuzzing ? [] : [.unsafeFlags(["-static-executable"], .when(configuration: .release)), fast]

let tests: [Target] = [
  .executableTarget(
    name: "Preloadable", dependencies: ["vosfact"], path: "Tests/Preloadable",
    swiftSettings: common),
  .testTarget(
    name: "LocalizationTests", dependencies: ["Localization"], swiftSettings: common),
  .testTarget(
    name: "CommandLineKitTests", dependencies: ["CommandLineKit", "Localization"],
    swiftSettings: common),
  .testTarget(
    name: "VosfactKitTests", dependencies: ["VosfactKit", "Localization"],
    resources: [.copy("Data")], swiftSettings: common),
  .testTarget(
    name: "vosfactTests",
    dependencies: ["CommandLineKit", "vosfact", "VosfactKit", "Localization", "Preloadable"],
    resources: [.copy("Transcripts"), .copy("Data")], swiftSettings: common),
  .testTarget(
    name: "FuzzingTests", dependencies: ["VosfactKit", "Localization"], path: "Tests/Fuzzing",
    exclude: ["Fuzzer.swift", "CFuzzer", "run"], resources: [.copy("Corpora")],
    swiftSettings: common),
]

let fuzzer: [Target] = [
  .systemLibrary(name: "CFuzzer", path: "Tests/Fuzzing/CFuzzer"),
  .executableTarget(
    name: "Fuzzer", dependencies: ["VosfactKit", "Localization", "CFuzzer"], path: "Tests/Fuzzing",
    exclude: ["CFuzzer", "CorpusTests.swift", "Corpora", "run"], swiftSettings: common,
    linkerSettings: [.unsafeFlags(["-use-ld=lld"])]),
]

let measured: [Target] = [
  .executableTarget(
    name: "Verification", dependencies: ["VosfactKit", "Localization"],
    path: "Tests/Benchmarks/Verification", swiftSettings: common + whole,
    linkerSettings: [.unsafeFlags(["-static-executable", "-use-ld=lld"])])
]

let package = Package(
  name: "vosfact",
  products: [.executable(name: "vosfact", targets: ["Program"])],
  targets: [
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(
      name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CSpawn"),
    .target(name: "Localization", swiftSettings: common + whole),
    .target(
      name: "CommandLineKit", dependencies: ["Localization"], swiftSettings: common + whole),
    .target(
      name: "VosfactKit", dependencies: ["Localization", "CSQLite", "CCrypto", "CSpawn"],
      swiftSettings: common + whole),
    .target(
      name: "vosfact", dependencies: ["CommandLineKit", "Localization", "VosfactKit"],
      swiftSettings: common + whole),
    .executableTarget(
      name: "Program", dependencies: ["vosfact"], swiftSettings: common + whole,
      linkerSettings: [
        // The toolchain's own linker: the system's warns of functions that nothing here calls.
        .unsafeFlags(["-static-executable", "-use-ld=lld"]),
        // Names of functions, half of the file, are left out.
        .unsafeFlags(["-Xlinker", "-s"], .when(configuration: .release)),
      ]),
  ] + (isFuzzing ? fuzzer : isMeasuring ? measured : tests),
  swiftLanguageModes: [.v6]
)
