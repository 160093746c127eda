package org.threadless.backend.kannel;

import jakarta.inject.Inject;
import org.eclipse.jetty.server.Handler;
import org.threadless.http.HttpBackend;
import org.threadless.router.backend.SendResult;
import org.threadless.router.message.OutgoingMessage;

/** A Kannel: its smsbox brings messages and takes them, and brings delivery reports. */
final class KannelBackend implements HttpBackend, AutoCloseable {

  private final Callers callers;
  private final MessageHandler messages;
  private final ReportHandler reports;
  private final Sendsms sendsms;

  @Inject
  KannelBackend(Callers callers, MessageHandler messages, ReportHandler reports, Sendsms sendsms) {
    this.callers = callers;
    this.messages = messages;
    this.reports = reports;
    this.sendsms = sendsms;
    sendsms.start();
  }

  @Override
  public Handler handler() {
    return new AccessHandler(callers, new Handler.Sequence(reports, messages));
  }

  @Override
  public SendResult send(OutgoingMessage message) throws InterruptedException {
    return sendsms.send(message);
  }

  @Override
  public void close() throws Exception {
    sendsms.close();
  }
}
