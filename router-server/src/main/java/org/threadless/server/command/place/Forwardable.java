package org.threadless.server.command.place;

/**
 * A command that a router which serves can do instead, where it has the database to itself, as it
 * has an H2 in a file. Such a command reads nothing but the configuration and its command line, and
 * has its database from {@link ConfigOption#workplace}.
 */
public interface Forwardable {

  /** Returns the configuration that it is for. */
  ConfigOption config();

  /** Returns whether it can be done so as it was typed: by default, always. */
  default boolean isForwardable() {
    return true;
  }

  /** Returns how it is done where it cannot be so, for the end of a line that says so. */
  default String otherwise() {
    return "or do it in the console of the router that serves";
  }
}
