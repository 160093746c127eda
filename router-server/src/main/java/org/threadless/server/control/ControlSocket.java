package org.threadless.server.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes the socket of a place, which nobody but this user can use, and connects to it. */
final class ControlSocket {

  private static final String NAME = "socket";

  // Of a folder that is made in between, and the socket in it.
  private static final int NAMES = 40;

  private final Path file;

  ControlSocket(ControlPlace place) {
    this.file = place.file();
  }

  /**
   * Connects to the router there.
   *
   * @throws IOException where there is none
   */
  SocketChannel connect() throws IOException {
    try (SocketAddresses addresses = SocketAddresses.in(file.getParent(), NAMES)) {
      return SocketChannel.open(addresses.of(file));
    }
  }

  /**
   * Makes the socket, in the place of one that a router has left that was killed.
   *
   * @throws IOException where that fails, or another router has it
   */
  ServerSocketChannel bind() throws IOException {
    Path folder = Files.createDirectories(file.getParent());
    refuseOther();
    // Nobody reaches it there before it has its permissions.
    Path hidden = Files.createTempDirectory(folder, ".control", forThisUser(folder, "rwx------"));
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try (SocketAddresses addresses = SocketAddresses.in(folder, NAMES)) {
      Path made = hidden.resolve(NAME);
      channel.bind(addresses.of(made));
      if (isPosix(made)) {
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
      }
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      Files.deleteIfExists(hidden.resolve(NAME));
      throw e;
    } finally {
      Files.deleteIfExists(hidden);
    }
  }

  private void refuseOther() throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    if (isAnswered()) {
      throw new IOException("another router has it");
    }
    // It was left behind.
    Files.deleteIfExists(file);
  }

  private boolean isAnswered() {
    try (SocketChannel other = connect()) {
      return other.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static FileAttribute<?>[] forThisUser(Path folder, String permissions) {
    return isPosix(folder)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
