package org.threadless.app.webhook;

import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.app.LaterException;
import org.threadless.router.handler.Handler;
import org.threadless.router.handler.HandlerApp;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.Text;

/** Asks a program what to answer. */
final class WebhookApp implements HandlerApp {

  private static final Logger log = LoggerFactory.getLogger(WebhookApp.class);

  private final WebhookSettings settings;
  private final AskedProgram program;
  private boolean handled;

  @Inject
  WebhookApp(WebhookSettings settings, AskedProgram program) {
    this.settings = settings;
    this.program = program;
  }

  /** Says what it is asked about; none where that is everything. */
  @Override
  public List<Handler> handlers() {
    return Stream.concat(
            settings.keywords().stream()
                .map(word -> Handler.keyword(word, (message, rest) -> ask(message))),
            settings.pattern().stream()
                .map(regex -> Handler.pattern(regex, (message, groups) -> ask(message))))
        .toList();
  }

  @Override
  public boolean handle(IncomingMessage message) throws Exception {
    if (handlers().isEmpty()) {
      ask(message);
      return handled;
    }
    return HandlerApp.super.handle(message) && handled;
  }

  private void ask(IncomingMessage message) throws Exception {
    ProgramQuestion question = program.question(message);
    // It takes its time, and no database connection is held meanwhile.
    ProgramSaid said = message.outside(() -> program.ask(question));
    if (said instanceof ProgramSaid.Answer answer) {
      answer.replies().forEach(reply -> send(reply, message));
      handled = answer.handled();
    } else {
      fail((ProgramSaid.Failure) said, message);
    }
  }

  private static void send(WebhookReply reply, IncomingMessage message) {
    List<?> unused =
        reply.to().isEmpty()
            ? List.of(message.respond(reply.text(), reply.options()))
            : message.respond(reply.text(), reply.options(), reply.to());
  }

  private void fail(ProgramSaid.Failure failure, IncomingMessage message) {
    switch (settings.onFailure().kind()) {
      case NEXT -> throw new ProgramException(failure.reason());
      case LATER ->
          throw failure
              .after()
              .map(after -> new LaterException(failure.reason(), after))
              .orElseGet(() -> new LaterException(failure.reason()));
      case REPLY -> apologize(failure, message);
    }
  }

  private void apologize(ProgramSaid.Failure failure, IncomingMessage message) {
    log.warn("{}: saying so", failure.reason());
    if (settings.onFailure().reply().isPresent()) {
      message.respond(settings.onFailure().reply().get());
    } else {
      message.respond(Text.of("unavailable"));
    }
    handled = true;
  }
}
