package org.threadless.app.webhook;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.SendOptions;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a program answers in JSON. */
final class JsonAnswer {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final int MOST_RECIPIENTS = 100;

  private JsonAnswer() {}

  static ProgramSaid.Answer read(String body, BackendName backend) {
    JsonNode root = object("the answer", parsed(body), Set.of("replies", "handled"));
    List<WebhookReply> replies =
        list("replies", root.get("replies")).stream().map(reply -> reply(reply, backend)).toList();
    return new ProgramSaid.Answer(replies, handled(root.get("handled")));
  }

  private static JsonNode parsed(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("what is no JSON", e);
    }
  }

  private static boolean handled(JsonNode node) {
    if (isAbsent(node)) {
      return true;
    }
    require(node.isBoolean(), "a 'handled' that is neither true nor false");
    return node.booleanValue();
  }

  private static WebhookReply reply(JsonNode node, BackendName backend) {
    JsonNode reply = object("a reply", node, Set.of("text", "to", "at", "valid-until"));
    List<Connection> to =
        list("to", reply.get("to")).stream().map(each -> recipient(each, backend)).toList();
    require(to.size() <= MOST_RECIPIENTS, "a reply to more than " + MOST_RECIPIENTS);
    return new WebhookReply(text("text", reply), to, options(reply));
  }

  private static Connection recipient(JsonNode node, BackendName backend) {
    JsonNode recipient = object("a 'to'", node, Set.of("backend", "identity"));
    return new Connection(
        isAbsent(recipient.get("backend")) ? backend : new BackendName(text("backend", recipient)),
        new Identity(text("identity", recipient)));
  }

  private static SendOptions options(JsonNode reply) {
    SendOptions options = SendOptions.none();
    Optional<Instant> at = time("at", reply);
    options = at.map(options::notBefore).orElse(options);
    Optional<Instant> until = time("valid-until", reply);
    return until.map(options::validUntil).orElse(options);
  }

  private static Optional<Instant> time(String name, JsonNode node) {
    if (isAbsent(node.get(name))) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text(name, node)).toInstant());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "a '" + name + "' that is no time such as 2026-12-01T09:00:00Z", e);
    }
  }

  private static String text(String name, JsonNode node) {
    JsonNode value = node.get(name);
    require(value != null && value.isString(), "no '" + name + "' that is a text");
    return value.stringValue();
  }

  private static List<JsonNode> list(String name, JsonNode node) {
    if (isAbsent(node)) {
      return List.of();
    }
    require(node.isArray(), "a '" + name + "' that is no list");
    return StreamSupport.stream(node.spliterator(), false).toList();
  }

  // A slip of the pen would otherwise be no reply, and nobody would know why.
  private static JsonNode object(String what, JsonNode node, Set<String> known) {
    require(node.isObject(), what + " that is no object");
    Collection<String> names = new ArrayList<>(node.propertyNames());
    names.removeAll(known);
    require(
        names.isEmpty(),
        what
            + " with "
            + names.stream().map(name -> "'" + name + "'").sorted().toList()
            + "; it may have "
            + known.stream().sorted().toList());
    return node;
  }

  private static boolean isAbsent(JsonNode node) {
    return node == null || node.isNull();
  }

  private static void require(boolean holds, String instead) {
    if (!holds) {
      throw new IllegalArgumentException(instead);
    }
  }
}
