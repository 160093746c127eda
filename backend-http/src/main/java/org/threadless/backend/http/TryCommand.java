package org.threadless.backend.http;

import java.util.List;
import java.util.Optional;
import org.threadless.router.backend.BackendCall;
import org.threadless.router.backend.BackendCommand;
import org.threadless.router.backend.BackendOption;

/**
 * {@code router http try BACKEND}: shows what would come in by a request of the provider's, or the
 * request that would go out for a text. Stores nothing, and sends nothing without {@code --send}.
 */
final class TryCommand implements BackendCommand {

  static final String INCOMING = "incoming";
  static final String TYPE = "type";
  static final String AT = "at";
  static final String TEXT = "text";
  static final String TO = "to";
  static final String SEND = "send";

  static final String ANYBODY = "+12025550123";

  @Override
  public String name() {
    return "try";
  }

  @Override
  public String description() {
    return "Shows what would come in by a request of the provider's, or the request that would go out"
        + " for a text. Nothing is stored; nothing is sent without --send.";
  }

  @Override
  public List<BackendOption> options() {
    return List.of(
        new BackendOption(
            INCOMING,
            "FILE",
            "A request: its first line, headers, an empty line and the body; or the body alone."),
        new BackendOption(TYPE, "TYPE", "The media type of a body alone; guessed by default."),
        new BackendOption(
            AT, "PATH", "Where it comes, below the URL of the backend: report, for example."),
        new BackendOption(TEXT, "TEXT", "A text to be sent."),
        new BackendOption(TO, "NUMBER", "Whom it is to go to; default: " + ANYBODY + "."),
        new BackendOption(SEND, "NUMBER", "Sends the text there, once, and says what came of it."));
  }

  @Override
  public int run(BackendCall call) throws Exception {
    Optional<String> mistake = mistake(call);
    if (mistake.isPresent()) {
      call.out().println(mistake.get());
      return 1;
    }
    return call.option(TEXT).isPresent() ? OutgoingTrial.run(call) : IncomingTrial.run(call);
  }

  private static Optional<String> mistake(BackendCall call) {
    if (!call.arguments().isEmpty()) {
      return Optional.of(
          "nothing is known of " + call.arguments().get(0) + ": put quotes around a text");
    }
    return call.option(TEXT).isPresent() == call.option(INCOMING).isPresent()
        ? Optional.of("say --incoming FILE, or --text TEXT")
        : Optional.empty();
  }
}
