package org.threadless.api.broadcast;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.threadless.api.call.Call;
import org.threadless.api.call.Fields;
import org.threadless.api.call.ProblemException;
import org.threadless.api.message.Sending;
import org.threadless.router.engine.broadcast.Audience;
import org.threadless.router.engine.broadcast.AudienceException;
import org.threadless.router.engine.broadcast.NewBroadcast;
import org.threadless.router.engine.broadcast.Recipient;
import org.threadless.router.engine.broadcast.RecipientTable;
import org.threadless.router.engine.broadcast.TextWithFields;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Group;
import org.threadless.router.message.Identity;
import org.threadless.router.message.SendOptions;
import tools.jackson.databind.JsonNode;

/** What {@code POST /broadcasts} asks for, as a JSON object or as a table. */
final class BroadcastRequest {

  private static final int MOST = 100_000;
  private static final int MOST_FIELDS = 50;
  private static final int LONGEST_TEXT = 10_000;
  private static final int LONGEST_FIELD = 1000;
  private static final int LONGEST_TITLE = 100;
  private static final String TABLE = "text/csv";

  private final Call call;
  private final Audience audience;

  BroadcastRequest(Call call, Audience audience) {
    this.call = call;
    this.audience = audience;
  }

  /** What is said of all, whoever they are. */
  private record Common(
      Optional<String> title,
      Optional<TextWithFields> text,
      Optional<BackendName> backend,
      SendOptions options) {

    NewBroadcast to(Audience.Told told, Call call) {
      return new NewBroadcast(
          title, told.texts(), told.passedOver(), options, Optional.of(call.token().name()));
    }
  }

  /**
   * Reads all of it.
   *
   * @throws org.threadless.api.call.ProblemException where something is wrong
   */
  NewBroadcast read() {
    try {
      return call.type().equals(TABLE) ? ofTable() : ofObject();
    } catch (AudienceException e) {
      throw ProblemException.of(e.where(), e.problem());
    }
  }

  private NewBroadcast ofTable() {
    Fields query = call.query();
    Common common = common(query);
    query.finish();
    List<Recipient> recipients = new RecipientTable(call.text()).read(MOST);
    TextWithFields text = common.text().orElseThrow();
    return common.to(audience.all(common.backend(), recipients, text, call::require), call);
  }

  private NewBroadcast ofObject() {
    Fields fields = call.body();
    Common common = common(fields);
    Optional<String> group = fields.text("group", Group::requireName);
    List<Recipient> to = fields.list("to", MOST, (node, at) -> recipient(fields, node, at));
    if (fields.has("group") == fields.has("to")) {
      fields.wrong("to", "or group must be there, and not both");
    }
    if (fields.has("group") && fields.has("backend")) {
      fields.wrong("backend", "goes with to: each member of a group has a connection");
    }
    fields.finish();
    TextWithFields text = common.text().orElseThrow();
    return common.to(
        group
            .map(name -> audience.group(name, text, call::require))
            .orElseGet(() -> audience.all(common.backend(), to, text, call::require)),
        call);
  }

  private static Common common(Fields fields) {
    fields.require("text");
    return new Common(
        fields.text("title", 1, LONGEST_TITLE),
        fields.text("text", 1, LONGEST_TEXT).flatMap(text -> withFields(fields, text)),
        fields.text("backend", BackendName::new),
        Sending.options(fields, SendOptions.none()));
  }

  private static Optional<TextWithFields> withFields(Fields fields, String text) {
    try {
      return Optional.of(new TextWithFields(text));
    } catch (IllegalArgumentException e) {
      fields.wrong("text", e.getMessage());
      return Optional.empty();
    }
  }

  private static Optional<Recipient> recipient(Fields fields, JsonNode node, String at) {
    if (!node.isObject()) {
      return fields.text(node, at, Identity::new).map(to -> new Recipient(at, to, Map.of()));
    }
    Fields recipient = fields.object(node, at).orElseThrow();
    recipient.require("identity");
    Optional<Map<String, String>> own = recipient.texts("fields", MOST_FIELDS, LONGEST_FIELD);
    return recipient
        .text("identity", Identity::new)
        .map(to -> new Recipient(at, to, own.orElse(Map.of())));
  }
}
