package org.threadless.server.command.access;

import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.threadless.router.config.Secret;
import org.threadless.router.engine.access.password.Password;
import org.threadless.server.command.typed.MessageParameters;
import org.threadless.server.command.typed.UserException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where somebody's password comes from: never from the command line, which others can see. */
final class PasswordOption {

  // More than any password takes.
  private static final int LONGEST_LINE = 4096;

  @ArgGroup private Source source = new Source();

  /** One of two, or neither. */
  static final class Source {

    @Option(
        names = "--password-stdin",
        description = "Reads it from the first line of standard input.")
    private boolean fromInput;

    @Option(
        names = "--link",
        description = "Prints a link by which they set it themselves, once, within a day.")
    private boolean byLink;
  }

  /** Returns whether there is none, and they set it by a link. */
  boolean isLink() {
    return source.byLink;
  }

  /** Returns the password, which is asked for where that is not said; empty where a link is. */
  Optional<Password> read(String name) {
    if (source.byLink) {
      return Optional.empty();
    }
    String argument = source.fromInput ? "--password-stdin" : "the password";
    Secret typed = source.fromInput ? line() : asked(name);
    return Optional.of(MessageParameters.valid(argument, () -> new Password(typed)));
  }

  private static Secret asked(String name) {
    Console console =
        console()
            .orElseThrow(
                () ->
                    new UserException(
                        "there is no console to ask for the password of "
                            + name
                            + " on: use --link, or --password-stdin"));
    char[] typed = console.readPassword("Password of %s (12 characters or more): ", name);
    char[] again = typed == null ? null : console.readPassword("The same again: ");
    if (again == null || !Arrays.equals(typed, again)) {
      throw new UserException("the two passwords are not the same: nothing is changed");
    }
    return new Secret(new String(typed));
  }

  // Whether it is one has to be asked from Java 22 on; before, there is none otherwise.
  @SuppressWarnings("SystemConsoleNull")
  private static Optional<Console> console() {
    return Optional.ofNullable(System.console()).filter(PasswordOption::isTerminal);
  }

  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  // By bytes: what comes after the line is somebody else's.
  private static Secret line() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      for (int next = System.in.read();
          next >= 0 && next != '\n' && line.size() < LONGEST_LINE;
          next = System.in.read()) {
        line.write(next);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String text = line.toString(StandardCharsets.UTF_8);
    return new Secret(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }
}
