package org.threadless.server.plugin;

/** A plugin cannot be used. The message is one line for the user, and names the jar. */
public final class PluginException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Takes one line for the user, which names the jar. */
  public PluginException(String message) {
    super(message);
  }

  PluginException(String message, Throwable cause) {
    super(message, cause);
  }
}
