package org.threadless.backend.kannel;

import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.threadless.backend.kannel.incoming.MessageHandler;
import org.threadless.backend.kannel.incoming.ResponseReplies;
import org.threadless.backend.kannel.outgoing.Sendsms;
import org.threadless.backend.kannel.report.ReportHandler;
import org.threadless.backend.kannel.settings.KannelSettings;
import org.threadless.http.caller.Callers;
import org.threadless.http.receive.HttpBackend;
import org.threadless.router.backend.SendResult;
import org.threadless.router.message.OutgoingMessage;

/** A Kannel: its smsbox brings messages and takes them, and brings delivery reports. */
final class KannelBackend implements HttpBackend, AutoCloseable {

  private final Callers callers;
  private final MessageHandler messages;
  private final ReportHandler reports;
  private final Sendsms sendsms;
  private final ResponseReplies replies;

  @Inject
  KannelBackend(
      KannelSettings settings,
      MessageHandler messages,
      ReportHandler reports,
      Sendsms sendsms,
      ResponseReplies replies) {
    this.callers = new Callers(settings.callers());
    this.messages = messages;
    this.reports = reports;
    this.sendsms = sendsms;
    this.replies = replies;
    sendsms.start();
  }

  @Override
  public Handler handler() {
    return new Handler.Sequence(reports, messages);
  }

  @Override
  public Optional<String> refusal(Request request) {
    return callers.refusal(request);
  }

  @Override
  public SendResult send(OutgoingMessage message) throws InterruptedException {
    Optional<SendResult> held = replies.hold(message);
    return held.isPresent() ? held.get() : sendsms.send(message);
  }

  @Override
  public void close() throws Exception {
    sendsms.close();
  }
}
