package org.threadless.backend.http.check;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.threadless.backend.http.check.signed.RequestUrls;
import org.threadless.backend.http.request.CheckedRequest;
import org.threadless.backend.http.value.SettingValues;
import org.threadless.http.request.RequestException;
import org.threadless.router.config.InvalidSettingException;

/** All that must hold of a request before it is taken. Safe for any thread. */
public final class Checks {

  private static final URI ANY_URL = URI.create("https://localhost/");

  private final List<Check> checks;

  /**
   * @param settings what must hold, in the order in which it is looked at; nothing where it is
   *     empty
   * @param values the values of the preset's settings
   * @param publicUrl the URL that the root of this server is reached by, be it through a proxy;
   *     needed where a URL is signed
   * @param clock says what time it is
   * @throws InvalidSettingException about {@code check}, where one cannot be made
   */
  public Checks(
      List<CheckSettings> settings,
      SettingValues values,
      Optional<URI> publicUrl,
      InstantSource clock) {
    Optional<RequestUrls> urls = publicUrl.map(RequestUrls::new);
    this.checks = settings.stream().map(each -> check(each, values, urls, clock)).toList();
  }

  /**
   * Refuses checks that cannot be made, whatever the URL of this server is: for the constructor of
   * a record of settings.
   *
   * @throws InvalidSettingException about {@code check}
   */
  public static void require(List<CheckSettings> settings, SettingValues values) {
    new Checks(settings, values, Optional.of(ANY_URL), InstantSource.system());
  }

  /**
   * Returns whether checks that can be made need the URL that the gateway calls.
   *
   * @param settings as {@link #require} takes them
   */
  public static boolean needUrl(List<CheckSettings> settings, SettingValues values) {
    try {
      new Checks(settings, values, Optional.empty(), InstantSource.system());
      return false;
    } catch (InvalidSettingException e) {
      return true;
    }
  }

  private static Check check(
      CheckSettings one, SettingValues values, Optional<RequestUrls> urls, InstantSource clock) {
    try {
      return made(one, values, urls, clock);
    } catch (InvalidSettingException e) {
      throw new InvalidSettingException("check", "cannot be made: " + key(e) + " " + e.problem());
    }
  }

  // As it stands in the file.
  private static String key(InvalidSettingException e) {
    return e.component().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static Check made(
      CheckSettings one, SettingValues values, Optional<RequestUrls> urls, InstantSource clock) {
    return Stream.<Optional<? extends Check>>of(
            one.hmac().map(hmac -> new HmacCheck(hmac, values, urls)),
            one.ed25519().map(ed25519 -> new Ed25519Check(ed25519, values, urls)),
            one.jwt().map(jwt -> new JwtCheck(jwt, values, urls, clock)),
            one.equal().map(equal -> new EqualCheck(equal, values)),
            one.basic().map(basic -> AuthorizationCheck.basic(basic, values)),
            one.bearer().map(bearer -> AuthorizationCheck.bearer(bearer, values)),
            one.fresh().map(fresh -> new FreshCheck(fresh, clock)))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow();
  }

  /**
   * Returns why a request is refused, in one line that shows neither what was expected nor what was
   * given; empty where all holds.
   */
  public Optional<String> refusal(CheckedRequest request) {
    try {
      checks.forEach(check -> check.require(request));
      return Optional.empty();
    } catch (RequestException e) {
      return Optional.of(e.getMessage());
    }
  }
}
