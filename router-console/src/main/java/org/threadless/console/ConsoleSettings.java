package org.threadless.console;

/** What can be set of the console: {@code console} in the configuration. */
public record ConsoleSettings() {}
