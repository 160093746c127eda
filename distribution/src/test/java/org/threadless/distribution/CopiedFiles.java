package org.threadless.distribution;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Copies files and folders, with their permissions and times. */
final class CopiedFiles extends SimpleFileVisitor<Path> {

  private final Path root;
  private final Path target;

  CopiedFiles(Path root, Path target) {
    this.root = root;
    this.target = target;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
      throws IOException {
    Files.createDirectories(to(folder));
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    // By its time Java knows a jar again.
    Files.copy(file, to(file), StandardCopyOption.COPY_ATTRIBUTES);
    Set<PosixFilePermission> permissions =
        Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
    Files.setPosixFilePermissions(to(file), permissions);
    return FileVisitResult.CONTINUE;
  }

  private Path to(Path source) {
    return target.resolve(root.relativize(source).toString());
  }
}
