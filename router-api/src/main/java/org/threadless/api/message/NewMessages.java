package org.threadless.api.message;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.threadless.api.call.Fields;
import org.threadless.api.call.Written;
import org.threadless.router.app.AppName;
import org.threadless.router.engine.callback.CallbackUrls;
import org.threadless.router.engine.routing.Submission;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.InResponseTo;
import org.threadless.router.message.SendOptions;
import org.threadless.router.message.Text;
import tools.jackson.databind.JsonNode;

/** What {@code POST /messages} asks for. */
final class NewMessages {

  private static final int MOST = 1000;
  private static final int MOST_ARGUMENTS = 20;
  private static final int LONGEST_TEXT = 10_000;
  private static final int LONGEST_NAME = 100;
  private static final Set<String> PRIORITIES = Set.of("own", "bulk");

  private final Recipients recipients;
  private final Answered answered;
  private final CallbackUrls callbacks;
  private final Fields fields;

  /** Finds the message that came in and is answered. */
  @FunctionalInterface
  interface Answered {

    /**
     * Returns where it came from, and what it is known by.
     *
     * @throws IllegalArgumentException where there is none for this call
     */
    Original find(UUID id);
  }

  /** A message that came in. */
  record Original(Connection from, InResponseTo known) {}

  NewMessages(Recipients recipients, Answered answered, CallbackUrls callbacks, Fields fields) {
    this.recipients = recipients;
    this.answered = answered;
    this.callbacks = callbacks;
    this.fields = fields;
  }

  /**
   * Reads all of it.
   *
   * @throws org.threadless.api.call.ProblemException where something is wrong
   */
  Submission read() {
    Optional<BackendName> backend = fields.text("backend", BackendName::new);
    Optional<Original> original =
        fields.text("in-response-to", written -> answered.find(Written.id(written)));
    List<Identity> to = fields.oneOrMore("to", MOST, Identity::new);
    if (!fields.has("in-response-to")) {
      fields.require("to");
    }
    Optional<String> text = fields.text("text", 1, LONGEST_TEXT);
    Optional<AppText> ofApp = fields.object("text-key").flatMap(NewMessages::ofApp);
    if (fields.has("text") == fields.has("text-key")) {
      fields.wrong("text", "or text-key must be there, and not both");
    }
    SendOptions options = options();
    boolean bulk =
        fields.text("priority", NewMessages::priority).filter("bulk"::equals).isPresent();
    fields.finish();
    List<Connection> all =
        to.isEmpty() ? List.of(original.orElseThrow().from()) : recipients.of("to", backend, to);
    Submission said =
        ofApp
            .map(each -> Submission.of(each.app(), each.text(), all))
            .orElseGet(() -> Submission.of(text.orElseThrow(), all))
            .with(options);
    Submission submission = original.map(Original::known).map(said::answering).orElse(said);
    return bulk ? submission.inBulk() : submission;
  }

  private SendOptions options() {
    SendOptions known =
        fields
            .text("reference", 1, LONGEST_NAME)
            .map(SendOptions.none()::reference)
            .orElse(SendOptions.none());
    SendOptions told = fields.text("callback-url", written -> toldAt(written, known)).orElse(known);
    return Sending.options(fields, told);
  }

  private SendOptions toldAt(String written, SendOptions options) {
    try {
      URI url = new URI(written);
      SendOptions told = options.callback(url);
      callbacks.require(url);
      return told;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("must be a URL such as https://example.org/told", e);
    }
  }

  private static String priority(String name) {
    if (!PRIORITIES.contains(name)) {
      throw new IllegalArgumentException("must be own or bulk");
    }
    return name;
  }

  /** A text of an app. */
  private record AppText(AppName app, Text text) {}

  private static Optional<AppText> ofApp(Fields fields) {
    fields.require("app");
    fields.require("key");
    Optional<AppName> app = fields.text("app", AppName::new);
    Optional<String> key = fields.text("key", 1, LONGEST_NAME);
    List<Object> arguments =
        fields.listOrEmpty("arguments", MOST_ARGUMENTS, (node, at) -> argument(fields, node, at));
    return app.isPresent() && key.isPresent()
        ? Optional.of(new AppText(app.get(), new Text(key.get(), arguments)))
        : Optional.empty();
  }

  private static Optional<Object> argument(Fields fields, JsonNode node, String at) {
    return node.isNumber()
        ? Optional.of(node.numberValue())
        : fields.text(node, at, text -> (Object) text);
  }
}
