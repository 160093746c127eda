package org.threadless.backend.kannel.settings;

import static org.threadless.router.config.Settings.check;
import static org.threadless.router.config.Settings.orElse;
import static org.threadless.router.config.Settings.positive;

import java.net.URI;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.threadless.http.PublicUrls;
import org.threadless.http.caller.CallerSettings;
import org.threadless.http.request.NumberStyle;
import org.threadless.router.config.Secret;
import org.threadless.router.config.Settings;

/**
 * The settings of one backend of the engine {@code kannel}.
 *
 * @param sendsmsUrl where Kannel's smsbox takes messages; default {@code
 *     http://127.0.0.1:13013/cgi-bin/sendsms}
 * @param sendsmsParams what else each request carries: {@code username}, {@code password}, {@code
 *     from}, {@code smsc}, and whatever Kannel knows. All secret, since any may be
 * @param charset the charset that texts are sent in; default {@code UTF-8}
 * @param coding 0 for GSM 7-bit, 2 for UCS-2; null for what the text needs
 * @param encodeErrors what becomes of characters that charset or coding lack; default strict
 * @param transliterate whether curly quotes, dashes and the like become plain ones where that saves
 *     a text from UCS-2; default no
 * @param maxLength how many segments a text may have, 1 to 255; default 10
 * @param tooLong what becomes of a longer one; default refuse
 * @param reply how the first reply to whoever sent a message goes out; default sendsms
 * @param deliveryReportUrl the router's root as Kannel reaches it; without it there are no delivery
 *     reports
 * @param allowIp addresses and blocks that may call; default this machine
 * @param trustedProxies addresses and blocks of proxies whose {@code X-Forwarded-For} is believed;
 *     default none
 * @param secret what each message must carry as {@code secret}; default nothing
 * @param allowAnyone whether, without {@code allowIp}, everybody may call who reaches it; default
 *     no
 * @param incomingCharset the charset of a message that says nothing of its own; default {@code
 *     UTF-8}
 * @param connectTimeout how long to wait for a connection; default 5s
 * @param responseTimeout how long to wait for the whole answer; default 30s
 * @param statusUrl the status page of Kannel's bearerbox, which {@code doctor} asks; default {@code
 *     /status.xml} at port 13000 of the host of {@code sendsmsUrl}
 * @param statusPassword the password of that page; default none, and it is not asked
 * @param numberFormat how Kannel's gateway wants phone numbers; default as they are stored
 */
public record KannelSettings(
    URI sendsmsUrl,
    Map<String, Secret> sendsmsParams,
    String charset,
    Integer coding,
    EncodeErrors encodeErrors,
    Boolean transliterate,
    Integer maxLength,
    TooLong tooLong,
    Reply reply,
    Optional<URI> deliveryReportUrl,
    Optional<List<String>> allowIp,
    List<String> trustedProxies,
    Optional<Secret> secret,
    Boolean allowAnyone,
    String incomingCharset,
    Duration connectTimeout,
    Duration responseTimeout,
    URI statusUrl,
    Optional<Secret> statusPassword,
    NumberStyle numberFormat) {

  /** What becomes of characters that charset or coding lack; Python's words, as in RapidSMS. */
  public enum EncodeErrors {
    /** The message is refused. */
    STRICT,
    /** They are left out. */
    IGNORE,
    /** Each becomes a question mark. */
    REPLACE
  }

  /** What becomes of a text of too many segments. */
  public enum TooLong {
    /** The message is refused. */
    REFUSE,
    /** What does not fit is left out. */
    CUT,
    /** It is sent as it is. */
    SEND
  }

  /** How the first reply to whoever sent a message goes out. */
  public enum Reply {
    /** Like any other message. */
    SENDSMS,
    /** In the answer to the request that brought the message. */
    RESPONSE
  }

  /** The name of the engine. */
  public static final String ENGINE = "kannel";

  private static final URI SENDSMS = URI.create("http://127.0.0.1:13013/cgi-bin/sendsms");

  private static final Set<String> OURS =
      Set.of("to", "text", "charset", "coding", "dlr-mask", "dlr-url");

  /** Puts in what is not said, and refuses what cannot be. */
  public KannelSettings {
    sendsmsUrl = PublicUrls.require("sendsmsUrl", orElse(sendsmsUrl, SENDSMS));
    sendsmsParams = Map.copyOf(orElse(sendsmsParams, Map.of()));
    sendsmsParams.keySet().forEach(KannelSettings::requireNotOurs);
    charset = orElse(charset, "UTF-8");
    check(isCharset(charset), "charset", "must be a charset such as UTF-8, and is " + charset);
    check(
        coding == null || coding == 0 || coding == 2,
        "coding",
        "must be 0 (GSM 7-bit) or 2 (UCS-2); left out, each text gets what it needs");
    encodeErrors = orElse(encodeErrors, EncodeErrors.STRICT);
    transliterate = orElse(transliterate, false);
    maxLength = Settings.range("maxLength", orElse(maxLength, 10), 1, 255);
    tooLong = orElse(tooLong, TooLong.REFUSE);
    reply = orElse(reply, Reply.SENDSMS);
    deliveryReportUrl = orElse(deliveryReportUrl, Optional.empty());
    deliveryReportUrl.ifPresent(KannelSettings::requireRoot);
    CallerSettings callers =
        new CallerSettings(allowIp, trustedProxies, secret, allowAnyone)
            .orAllow(CallerSettings.THIS_MACHINE);
    allowIp = callers.allowIp();
    trustedProxies = callers.trustedProxies();
    secret = callers.secret();
    allowAnyone = callers.allowAnyone();
    incomingCharset = orElse(incomingCharset, "UTF-8");
    Settings.charset("incomingCharset", incomingCharset);
    connectTimeout = positive("connectTimeout", orElse(connectTimeout, Duration.ofSeconds(5)));
    responseTimeout = positive("responseTimeout", orElse(responseTimeout, Duration.ofSeconds(30)));
    statusUrl = PublicUrls.require("statusUrl", orElse(statusUrl, statusOf(sendsmsUrl)));
    statusPassword = orElse(statusPassword, Optional.empty());
    numberFormat = orElse(numberFormat, NumberStyle.AS_IS);
  }

  /** Returns who may call. */
  public CallerSettings callers() {
    return new CallerSettings(allowIp, trustedProxies, secret, allowAnyone);
  }

  private static void requireNotOurs(String param) {
    check(
        !OURS.contains(param.toLowerCase(Locale.ROOT)),
        "sendsmsParams",
        "must not hold " + param + ", which the router fills in itself");
  }

  private static boolean isCharset(String name) {
    try {
      return Charset.forName(name).canEncode();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void requireRoot(URI url) {
    PublicUrls.require("deliveryReportUrl", url);
    check(
        !url.getRawPath().contains("%") && !url.getRawPath().endsWith("/dlr"),
        "deliveryReportUrl",
        "must be the router's root as Kannel reaches it, such as http://127.0.0.1:8000/ and without"
            + " a percent sign; kannel/<backend>/dlr is added to it");
  }

  private static URI statusOf(URI sendsmsUrl) {
    return URI.create("http://" + sendsmsUrl.getHost() + ":13000/status.xml");
  }
}
