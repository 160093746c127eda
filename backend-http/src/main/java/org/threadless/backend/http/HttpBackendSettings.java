package org.threadless.backend.http;

import static org.threadless.router.config.Settings.orElse;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.threadless.backend.http.answer.AnswerSettings;
import org.threadless.backend.http.answer.GatewayAnswers;
import org.threadless.backend.http.check.CheckSettings;
import org.threadless.backend.http.check.Checks;
import org.threadless.backend.http.incoming.IncomingSettings;
import org.threadless.backend.http.outgoing.settings.OutgoingSettings;
import org.threadless.backend.http.outgoing.settings.PlainForm;
import org.threadless.backend.http.report.ReportSettings;
import org.threadless.backend.http.rule.IgnoreSettings;
import org.threadless.backend.http.value.SettingValues;
import org.threadless.http.PublicUrls;
import org.threadless.http.caller.CallerSettings;
import org.threadless.http.receive.IncomingForm;
import org.threadless.http.receive.IncomingForm.MissingText;
import org.threadless.http.request.NumberStyle;
import org.threadless.router.config.InvalidSettingException;
import org.threadless.router.config.OneOrMore;
import org.threadless.router.config.PresetSetting;
import org.threadless.router.config.Secret;
import org.threadless.router.config.Settings;

/**
 * The settings of one backend of the engine {@code http}: those of a plain form, and those of a
 * preset, which say more.
 *
 * @param incomingIdentity the form field that says who sent the message; default {@code identity}
 * @param incomingText the form field of the text; default {@code text}
 * @param incomingExternalId the form field of the gateway's own id of the message; default none, so
 *     that no message is taken for a duplicate
 * @param incomingGet whether a GET with the fields in its query is taken as well as a POST; default
 *     no
 * @param incomingCharset the charset of a request that names none; default {@code UTF-8}
 * @param incomingTextMissing what becomes of a POST that says who sent it and has no field for the
 *     text; default refuse
 * @param outgoingUrl where messages are sent: by POST, or by GET where it holds {@code {identity}}
 *     and {@code {text}}, each time with {@code id}, or {@code {id}}, for our own id of the
 *     message; without it nothing can be sent. A user and password before its host are sent as
 *     Basic authentication. A secret, since it may hold a password
 * @param connectTimeout how long to wait for a connection; default 5s
 * @param responseTimeout how long to wait for the whole answer; default 30s
 * @param allowIp addresses and blocks that may call; default all
 * @param trustedProxies addresses and blocks of proxies whose {@code X-Forwarded-For} is believed;
 *     default none
 * @param secret what each request must carry as {@code secret}, save a report whose URL has a
 *     token; default nothing
 * @param allowAnyone whether everybody may call who reaches it; default no
 * @param publicUrl the URL that the gateway reaches the root of this server by; default the first
 *     of {@code http.public-url}
 * @param settings what the preset leaves to its user
 * @param numberFormat how the gateway writes phone numbers; default as-is
 * @param incoming the rules by which messages come in, instead of a plain form; of several the
 *     first that is for a request counts
 * @param check what must hold of a request besides; of a report only where its URL has no token
 * @param answer what the gateway is told, where it does not bring a plain form
 * @param outgoing how messages go out, instead of by {@code outgoing-url}
 * @param report the rules by which delivery reports come in; default none
 * @param ignore what a gateway sends besides, as events that are no news: no rule need be for it,
 *     and nothing is said of it; default none
 * @param help what to do at the gateway, for people
 * @param confirmed what the preset was made after, for people
 */
record HttpBackendSettings(
    String incomingIdentity,
    String incomingText,
    Optional<String> incomingExternalId,
    Boolean incomingGet,
    String incomingCharset,
    MissingText incomingTextMissing,
    Optional<Secret> outgoingUrl,
    Duration connectTimeout,
    Duration responseTimeout,
    Optional<List<String>> allowIp,
    List<String> trustedProxies,
    Optional<Secret> secret,
    Boolean allowAnyone,
    Optional<URI> publicUrl,
    Map<String, PresetSetting> settings,
    NumberStyle numberFormat,
    Optional<OneOrMore<IncomingSettings>> incoming,
    List<CheckSettings> check,
    AnswerSettings answer,
    Optional<OutgoingSettings> outgoing,
    Optional<OneOrMore<ReportSettings>> report,
    Optional<OneOrMore<IgnoreSettings>> ignore,
    Optional<String> help,
    Optional<String> confirmed) {

  HttpBackendSettings {
    incoming = orElse(incoming, Optional.empty());
    report = orElse(report, Optional.empty());
    incomingExternalId = orElse(incomingExternalId, Optional.empty());
    if (incoming.isPresent()) {
      noPlainForm(
          incomingIdentity, incomingText, incomingExternalId, incomingGet, incomingTextMissing);
    } else {
      Settings.check(
          report.stream().flatMap(all -> all.all().stream()).noneMatch(ReportSettings::isHere),
          "report",
          "must say at, or have incoming beside it: a plain form comes at the same URL");
      incomingIdentity = name("incomingIdentity", orElse(incomingIdentity, "identity"));
      incomingText = name("incomingText", orElse(incomingText, "text"));
      incomingExternalId.ifPresent(field -> name("incomingExternalId", field));
      distinct("incomingText", Optional.of(incomingText), incomingIdentity);
      distinct("incomingExternalId", incomingExternalId, incomingIdentity);
      distinct("incomingExternalId", incomingExternalId, incomingText);
      incomingGet = orElse(incomingGet, false);
      incomingTextMissing = orElse(incomingTextMissing, MissingText.REFUSE);
    }
    incomingCharset = orElse(incomingCharset, "UTF-8");
    Settings.charset("incomingCharset", incomingCharset);
    outgoingUrl = orElse(outgoingUrl, Optional.empty());
    outgoingUrl.ifPresent(url -> PlainForm.check("outgoingUrl", url));
    connectTimeout =
        Settings.positive("connectTimeout", orElse(connectTimeout, Duration.ofSeconds(5)));
    responseTimeout =
        Settings.positive("responseTimeout", orElse(responseTimeout, Duration.ofSeconds(30)));
    CallerSettings callers = new CallerSettings(allowIp, trustedProxies, secret, allowAnyone);
    allowIp = callers.allowIp();
    trustedProxies = callers.trustedProxies();
    secret = callers.secret();
    allowAnyone = callers.allowAnyone();
    publicUrl = orElse(publicUrl, Optional.empty());
    publicUrl.ifPresent(url -> PublicUrls.require("publicUrl", url));
    settings = Map.copyOf(orElse(settings, Map.of()));
    numberFormat = orElse(numberFormat, NumberStyle.AS_IS);
    check = orElse(check, List.of());
    answer = orElse(answer, AnswerSettings.defaults());
    SettingValues values = new SettingValues(settings);
    Checks.require(check, values);
    new GatewayAnswers(answer, values);
    outgoing = orElse(outgoing, Optional.empty());
    Settings.check(
        outgoing.isEmpty() || outgoingUrl.isEmpty(),
        "outgoing",
        "says where messages are sent, and so does outgoing-url: leave one out");
    outgoing.ifPresent(
        request -> {
          request.checkNames("outgoing", values.names());
          request.checkValues("outgoing", values);
        });
    ignore = orElse(ignore, Optional.empty());
    help = orElse(help, Optional.empty());
    confirmed = orElse(confirmed, Optional.empty());
  }

  /** Returns who may call. */
  CallerSettings callers() {
    return new CallerSettings(allowIp, trustedProxies, secret, allowAnyone);
  }

  /** Returns the same where others may call. */
  HttpBackendSettings with(CallerSettings others, List<CheckSettings> otherChecks) {
    return new HttpBackendSettings(
        incomingIdentity,
        incomingText,
        incomingExternalId,
        incomingGet,
        incomingCharset,
        incomingTextMissing,
        outgoingUrl,
        connectTimeout,
        responseTimeout,
        others.allowIp(),
        others.trustedProxies(),
        others.secret(),
        others.allowAnyone(),
        publicUrl,
        settings,
        numberFormat,
        incoming,
        otherChecks,
        answer,
        outgoing,
        report,
        ignore,
        help,
        confirmed);
  }

  /** Returns whether there are reports whose URL has a token. */
  boolean hasTokens() {
    return report.stream().flatMap(all -> all.all().stream()).anyMatch(ReportSettings::isByToken);
  }

  /** Returns what the forms of this gateway look like. */
  IncomingForm incomingForm() {
    IncomingForm form =
        IncomingForm.posted(incomingIdentity, incomingText)
            .withCharset(Settings.charset("incomingCharset", incomingCharset))
            .withMissingText(incomingTextMissing);
    IncomingForm withId = incomingExternalId.map(form::withExternalId).orElse(form);
    return incomingGet ? withId.alsoByGet() : withId;
  }

  private static void noPlainForm(
      String identity,
      String text,
      Optional<String> externalId,
      Boolean get,
      MissingText missingText) {
    String given =
        Stream.of(
                named("incoming-identity", identity),
                named("incoming-text", text),
                named("incoming-external-id", externalId.orElse(null)),
                named("incoming-get", get),
                named("incoming-text-missing", missingText))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", "));
    if (!given.isEmpty()) {
      throw new InvalidSettingException(
          "incoming", "says how messages come in, and so does " + given + ": leave one out");
    }
  }

  private static Optional<String> named(String key, Object value) {
    return Optional.ofNullable(value).map(given -> key);
  }

  private static String name(String component, String field) {
    return Settings.notBlank(component, field);
  }

  private static void distinct(String component, Optional<String> field, String other) {
    Settings.check(
        !field.equals(Optional.of(other)), component, "must not be the same field as another");
  }
}
