package org.threadless.router.engine.resource;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Why a file or a folder could not be used, in words. What Java says is often the path and nothing
 * else.
 */
public final class FileProblem {

  private FileProblem() {}

  /** Returns the reason alone, for a line that names the file. */
  public static String of(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (failure instanceof AccessDeniedException) {
      return mayNot("do that");
    }
    if (failure instanceof CharacterCodingException) {
      return "it is no text in UTF-8";
    }
    String reason =
        failure instanceof FileSystemException told ? told.getReason() : failure.getMessage();
    return Optional.ofNullable(reason).orElse("the system does not say why");
  }

  /**
   * Returns that this user may not write a file, or into a folder, of which that is asked before
   * anything is done; empty where it may. As root has something done, it is often done by another.
   */
  public static Optional<String> notWritable(Path path) {
    return Files.isWritable(path) ? Optional.empty() : Optional.of(mayNot("write " + path));
  }

  private static String mayNot(String what) {
    return "this user, " + System.getProperty("user.name") + ", may not " + what;
  }
}
