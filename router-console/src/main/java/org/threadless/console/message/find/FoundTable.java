package org.threadless.console.message.find;

import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import java.util.UUID;
import org.threadless.console.call.CsvRows;
import org.threadless.console.call.Reply;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.engine.history.FoundMessage;
import org.threadless.router.engine.history.MessagePage;
import org.threadless.router.engine.history.MessageQuery;
import org.threadless.router.engine.history.Messages;

/** All messages that a search finds, as a table: read and written some at a time. */
final class FoundTable implements Reply.Rows {

  /** How many are in memory at once. */
  static final int AT_A_TIME = 200;

  private static final String[] COLUMNS = {
    "id",
    "time",
    "direction",
    "backend",
    "number",
    "status",
    "since",
    "reason",
    "text",
    "answers",
    "gateway-id",
    "reference",
    "app"
  };

  private final Messages messages;
  private final MessageQuery query;
  private final MessagePage first;

  /** Reads the first of them, so that whoever asks is told at once where that cannot be done. */
  FoundTable(Messages messages, MessageQuery query) {
    this.messages = messages;
    this.query = query.limit(AT_A_TIME);
    this.first = messages.search(this.query);
  }

  @Override
  public void write(Writer out) throws IOException {
    try (CsvRows rows = new CsvRows(out, COLUMNS)) {
      MessagePage page = first;
      add(page, rows);
      while (page.next().isPresent()) {
        page = messages.search(query.after(page.next().get()));
        add(page, rows);
      }
    }
  }

  private static void add(MessagePage page, CsvRows rows) throws IOException {
    for (FoundMessage found : page.messages()) {
      StoredMessage message = found.message();
      rows.add(
          message.id().toString(),
          message.time().toString(),
          message.direction().name().toLowerCase(Locale.ROOT),
          message.connection().backend().value(),
          message.connection().identity().value(),
          message.status().name(),
          found.updatedAt().toString(),
          message.reason().orElse(""),
          message.text(),
          message.inResponseTo().map(UUID::toString).orElse(""),
          message.gatewayId().orElse(""),
          found.reference().orElse(""),
          found.app().orElse(""));
    }
  }
}
