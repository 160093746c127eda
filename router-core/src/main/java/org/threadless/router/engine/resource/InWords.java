package org.threadless.router.engine.resource;

import java.io.IOException;
import java.nio.file.FileSystemException;
import org.threadless.router.loop.Tellable;

/**
 * Why something failed, in one line for whoever runs the router. What the machine or the network is
 * to blame for is said in words; what a program is to blame for is told to its author, with the
 * class of what it threw. Without what may be secret.
 */
public final class InWords {

  private InWords() {}

  /** Returns the reason alone. */
  public static String of(Throwable failure) {
    if (failure instanceof FileSystemException told) {
      return told.getFile() + ": " + FileProblem.of(told);
    }
    return NetworkProblem.of(failure)
        .orElseGet(
            () ->
                failure instanceof IOException ? Tellable.reason(failure) : Tellable.line(failure));
  }
}
