import Glibc

/// The three descriptors that every program expects to find open.
enum StandardStreams {
  /// Occupies those that the program was started without (`vosfact … >&-`), so that no file it opens takes
  /// their place: what is printed would then go into that file.
  ///
  /// What occupies them cannot be read or written, so that whoever needs them is told as before.
  static func reserve() {
    for (descriptor, mode) in [
      (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY),
    ] where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest free descriptor, which is this one, as those below it are open.
      _ = open("/dev/null", mode)
    }
  }
}
