package org.threadless.backend.kannel.check;

import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.threadless.backend.kannel.settings.KannelSettings;
import org.threadless.backend.kannel.settings.KannelSettings.Reply;
import org.threadless.backend.kannel.settings.KannelSettings.TooLong;
import org.threadless.router.backend.BackendCall;
import org.threadless.router.backend.BackendCommand;
import org.threadless.router.config.Secret;

/** {@code router kannel config BACKEND}: prints the groups that Kannel needs for a backend. */
public final class ConfigCommand implements BackendCommand {

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost");
  private static final String SENDSMS_PATH = "/cgi-bin/sendsms";

  // With http-queue-delay: ten minutes in which the router may be away.
  private static final int RETRIES = 60;
  private static final int RETRY_SECONDS = 10;

  // By default smsbox asks 512 times at once, more than a database has room for.
  private static final int PENDING = 50;

  @Override
  public String name() {
    return "config";
  }

  @Override
  public String description() {
    return "Prints the groups that belong into Kannel's configuration, passwords included.";
  }

  @Override
  public int run(BackendCall call) {
    KannelSettings settings = (KannelSettings) call.settings();
    PrintWriter out = call.out();
    out.println("# For Kannel's configuration, from the router's backend " + call.backend() + ".");
    out.println("# There are passwords in it: let nobody but Kannel read the file.");
    smsbox(settings, out);
    sendsmsUser(settings, out);
    smsService(call, settings, out);
    return 0;
  }

  private static void smsbox(KannelSettings settings, PrintWriter out) {
    URI url = settings.sendsmsUrl();
    out.println();
    out.println("# There is one smsbox group: where yours has others of these, change them there.");
    out.println("group = smsbox");
    out.println("bearerbox-host = 127.0.0.1");
    out.println("sendsms-port = " + (url.getPort() < 0 ? 80 : url.getPort()));
    if (LOOPBACK.contains(url.getHost())) {
      out.println("sendsms-interface = 127.0.0.1");
    }
    if (!url.getRawPath().equals(SENDSMS_PATH)) {
      out.println("sendsms-url = " + url.getRawPath());
    }
    out.println("# Without these two, a message is lost that the router cannot take at once.");
    out.println("http-request-retry = " + RETRIES);
    out.println("http-queue-delay = " + RETRY_SECONDS);
    out.println("# No more requests at a time than the router's database has use for.");
    out.println("max-pending-requests = " + PENDING);
  }

  private static void sendsmsUser(KannelSettings settings, PrintWriter out) {
    out.println();
    out.println("group = sendsms-user");
    parameter(settings, "username", "user")
        .ifPresentOrElse(
            value -> out.println("username = " + KannelConf.quoted(value)),
            () -> out.println("# username: sendsms-params of the router has none yet"));
    parameter(settings, "password", "pass")
        .ifPresentOrElse(
            value -> out.println("password = " + KannelConf.quoted(value)),
            () -> out.println("# password: sendsms-params of the router has none yet"));
    if (parameter(settings, "from", "from").isEmpty()) {
      out.println("# default-sender: needed, as sendsms-params of the router has no from");
    }
    out.println("# Kannel cuts longer texts without a word.");
    out.println("max-messages = " + sendLength(settings));
    out.println("concatenation = true");
  }

  private static void smsService(BackendCall call, KannelSettings settings, PrintWriter out) {
    boolean inResponse = settings.reply() == Reply.RESPONSE;
    URI root = settings.deliveryReportUrl().orElse(call.root());
    out.println();
    out.println("group = sms-service");
    out.println("keyword = default");
    out.println("catch-all = true");
    parameter(settings, "smsc", "smsc")
        .ifPresent(value -> out.println("accepted-smsc = " + KannelConf.quoted(value)));
    if (List.of("0.0.0.0", "[::]").contains(root.getHost())) {
      out.println("# Put the router's address in the place of " + root.getHost() + ".");
    }
    out.println("get-url = " + KannelConf.quoted(GetUrl.of(root, call.backend(), settings)));
    out.println("max-messages = " + (inResponse ? sendLength(settings) : 0));
    out.println("concatenation = true");
    out.println("omit-empty = true");
    if (inResponse) {
      out.println("accept-x-kannel-headers = true");
    }
  }

  private static int sendLength(KannelSettings settings) {
    return settings.tooLong() == TooLong.SEND ? 255 : settings.maxLength();
  }

  private static Optional<String> parameter(
      KannelSettings settings, String name, String otherName) {
    return Optional.ofNullable(settings.sendsmsParams().get(name))
        .or(() -> Optional.ofNullable(settings.sendsmsParams().get(otherName)))
        .map(Secret::reveal);
  }
}
