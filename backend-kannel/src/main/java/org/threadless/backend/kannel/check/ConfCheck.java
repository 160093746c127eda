package org.threadless.backend.kannel.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.threadless.backend.kannel.settings.KannelSettings;
import org.threadless.backend.kannel.settings.KannelSettings.Reply;
import org.threadless.backend.kannel.settings.KannelSettings.TooLong;
import org.threadless.router.config.Secret;
import org.threadless.router.message.BackendName;

/** Compares Kannel's configuration with what a backend needs. */
final class ConfCheck {

  private final KannelConf conf;
  private final BackendName backend;
  private final KannelSettings settings;
  private final List<Finding> findings = new ArrayList<>();

  ConfCheck(KannelConf conf, BackendName backend, KannelSettings settings) {
    this.conf = conf;
    this.backend = backend;
    this.settings = settings;
  }

  List<Finding> run() {
    conf.unread()
        .forEach(file -> findings.add(Finding.unknown("included, and cannot be read: " + file)));
    smsbox();
    user();
    List<KannelConf.Group> services =
        conf.groups("sms-service").stream()
            .filter(each -> each.value("get-url", "").contains("/" + GetUrl.path(backend)))
            .toList();
    need(
        !services.isEmpty(),
        "an sms-service has a get-url for this backend",
        "no sms-service has a get-url with /" + GetUrl.path(backend) + ": nothing comes in");
    services.forEach(this::service);
    return findings;
  }

  private void smsbox() {
    int retries = conf.first("smsbox").map(each -> each.number("http-request-retry", 0)).orElse(0);
    need(
        retries > 0,
        "smsbox tries again what the router cannot take at once",
        "http-request-retry of the smsbox group is 0: a message is lost that the router cannot take"
            + " at once");
  }

  private void user() {
    Optional<KannelConf.Group> user =
        conf.groups("sendsms-user").stream().filter(this::isOurs).findFirst();
    if (user.isEmpty()) {
      findings.add(
          Finding.problem("no sendsms-user has the username of sendsms-params: nothing goes out"));
      return;
    }
    length("sendsms-user", user.get());
    need(
        user.get().isTrue("concatenation"),
        "phones join the parts of long texts",
        "concatenation of the sendsms-user is off: a long text arrives as several messages");
    need(
        settings.sendsmsParams().containsKey("from")
            || user.get().values().keySet().stream().anyMatch(key -> key.endsWith("-sender")),
        "messages have a sender",
        "neither sendsms-params has a from nor the sendsms-user a default-sender: all is refused");
  }

  private boolean isOurs(KannelConf.Group user) {
    return Optional.ofNullable(settings.sendsmsParams().get("username"))
        .or(() -> Optional.ofNullable(settings.sendsmsParams().get("user")))
        .map(Secret::reveal)
        .filter(user.value("username", "")::equals)
        .isPresent();
  }

  /** Where it is unset, a text is cut after one message (Kannel user guide, "max-messages"). */
  private void length(String kind, KannelConf.Group group) {
    int kannels = group.number("max-messages", 1);
    int ours = settings.tooLong() == TooLong.SEND ? 255 : settings.maxLength();
    need(
        kannels >= ours,
        "the " + kind + " takes texts as long as max-length",
        "max-messages of the "
            + kind
            + " is "
            + kannels
            + ", and texts may have "
            + ours
            + " segments: longer ones are cut without a word");
  }

  private void service(KannelConf.Group service) {
    String url = service.value("get-url", "");
    need(
        !GetUrl.field(url, "text").orElse("%a").contains("%a"),
        "texts come in as they were sent",
        "the get-url has text=%a, which takes blanks out and so damages UCS-2: write text=%b");
    need(
        GetUrl.field(url, "text").isPresent() && GetUrl.field(url, "id").isPresent(),
        "the get-url tells sender and text",
        "the get-url lacks id=%p or text=%b: nothing comes in");
    boolean recoded = conf.first("smsbox").filter(each -> each.isTrue("mo-recode")).isPresent();
    need(
        recoded || GetUrl.field(url, "charset").filter("%C"::equals).isPresent(),
        "the get-url tells the charset",
        "the get-url lacks charset=%C: texts that are not plain are damaged");
    need(
        GetUrl.field(url, "external-id").filter("%I"::equals).isPresent(),
        "the get-url tells Kannel's id of a message",
        "the get-url lacks external-id=%I: what Kannel hands over twice counts twice");
    need(
        settings.secret().map(Secret::reveal).equals(GetUrl.field(url, "secret"))
            || settings.secret().isEmpty(),
        "the get-url has the secret, where one is needed",
        "the get-url lacks the secret of this backend: nothing comes in");
    replies(service);
  }

  private void replies(KannelConf.Group service) {
    if (settings.reply() == Reply.RESPONSE) {
      length("sms-service", service);
      need(
          service.isTrue("accept-x-kannel-headers"),
          "the sms-service takes the headers of replies",
          "accept-x-kannel-headers of the sms-service is off: replies that are not plain are damaged");
    }
    need(
        service.isTrue("omit-empty") || service.number("max-messages", 1) == 0,
        "an answer without a reply sends nothing",
        "the sms-service has neither omit-empty = true nor max-messages = 0: phones get an <Empty"
            + " reply from service provider>");
  }

  private void need(boolean holds, String good, String bad) {
    findings.add(holds ? Finding.ok(good) : Finding.problem(bad));
  }
}
