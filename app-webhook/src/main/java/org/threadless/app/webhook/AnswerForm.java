package org.threadless.app.webhook;

import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.threadless.router.message.BackendName;

/** How a program answers. */
enum AnswerForm {
  /** {@code {"replies": [{"text": "hello"}]}}. */
  JSON,
  /** The body is the reply. */
  TEXT,
  /** Twilio's: {@code <Response><Message>hello</Message></Response>}. */
  TWIML;

  /**
   * Reads an answer.
   *
   * @param backend of those of whom none is said
   * @throws IllegalArgumentException where that is none; the message says what it has instead
   */
  ProgramSaid.Answer read(HttpFields headers, String body, BackendName backend) {
    if (body.isBlank()) {
      return new ProgramSaid.Answer(List.of());
    }
    return switch (this == TWIML && isPlainText(headers) ? TEXT : this) {
      case JSON -> JsonAnswer.read(body, backend);
      case TEXT -> new ProgramSaid.Answer(List.of(WebhookReply.of(body.strip())));
      case TWIML -> TwimlAnswer.read(body, backend);
    };
  }

  // Twilio takes that as well, from whoever has it from an example.
  private static boolean isPlainText(HttpFields headers) {
    String type = headers.get(HttpHeader.CONTENT_TYPE);
    return type != null && type.toLowerCase(Locale.ROOT).startsWith("text/plain");
  }
}
