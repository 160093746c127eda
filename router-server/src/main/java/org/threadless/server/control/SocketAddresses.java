package org.threadless.server.control;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The address of a socket in a folder, for as long as it takes to connect to it, or to make it. An
 * operating system takes some hundred bytes of a path: a longer one is reached through a link.
 */
final class SocketAddresses implements AutoCloseable {

  // 104 with macOS, 108 with Linux, less one for the end.
  private static final int LONGEST = 100;

  private final Path folder;
  private final Path link;

  private SocketAddresses(Path folder, Path link) {
    this.folder = folder;
    this.link = link;
  }

  /** Returns those of sockets in a folder, and in folders below it, with names of so many bytes. */
  static SocketAddresses in(Path folder, int names) throws IOException {
    if (folder.toString().getBytes(StandardCharsets.UTF_8).length + names <= LONGEST) {
      return new SocketAddresses(folder, null);
    }
    Path temporary = Files.createTempDirectory("router");
    try {
      return new SocketAddresses(
          folder, Files.createSymbolicLink(temporary.resolve("data"), folder));
    } catch (IOException | UnsupportedOperationException e) {
      Files.delete(temporary);
      throw new IOException("its path is too long: " + folder, e);
    }
  }

  /** Returns that of a file there. */
  UnixDomainSocketAddress of(Path file) {
    Path reached = link == null ? file : link.resolve(folder.relativize(file));
    return UnixDomainSocketAddress.of(reached);
  }

  @Override
  public void close() throws IOException {
    if (link != null) {
      Files.deleteIfExists(link);
      Files.deleteIfExists(link.getParent());
    }
  }
}
