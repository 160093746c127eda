package org.threadless.backend.http.outgoing.settings;

import static org.threadless.router.config.Settings.orElse;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.threadless.backend.http.value.SettingValues;
import org.threadless.backend.http.value.Template;
import org.threadless.backend.http.value.ValuePath;
import org.threadless.router.config.InvalidSettingException;
import org.threadless.router.config.OneOrMore;
import org.threadless.router.config.Settings;

/**
 * How a message goes out: the request, and how its answer is read.
 *
 * <p>Templates may name the settings of the preset, and {@code to}, {@code text}, {@code
 * message-id}, {@code report-url}, {@code text-utf16-hex} (the text as UTF-16BE, in hexadecimal
 * digits), {@code valid-seconds}, {@code valid-minutes}, {@code valid-until} (for how long the
 * message is of use, absent where nothing was said) and what {@code by-alphabet} defines. A query
 * field, header, form field or part of the JSON whose template names a value that is absent is left
 * out.
 *
 * @param method default {@code POST}; a {@code GET} has neither form nor JSON, all others have one
 * @param url where to. Values in it are percent-encoded, save one that is all of it up to the path:
 *     {@code {url}/send}. None of the message's may be a part of the host
 * @param query fields to be added to the URL
 * @param headers those of the request
 * @param auth who we are; default as the URL says, or nobody
 * @param form the fields of a form
 * @param json a tree of maps, lists, templates, numbers, true and false
 * @param byAlphabet values that depend on the characters of the text, by their names
 * @param maxChars how many characters a text may have; default any number
 * @param maxValidity for how long the gateway lets a message be of use; default any time
 * @param id where the answer has the gateway's own id of the message: the first that is there
 * @param idPattern what of that is the id: the first group of this regular expression
 * @param results what answers mean: the first that holds, else what their status means by itself
 * @param reason where the answer says why, for people: the first that is there
 */
public record OutgoingSettings(
    String method,
    Template url,
    Map<String, Template> query,
    Map<String, Template> headers,
    Optional<AuthSettings> auth,
    Map<String, Template> form,
    Optional<Object> json,
    Map<String, ByAlphabet> byAlphabet,
    Optional<Integer> maxChars,
    Optional<Duration> maxValidity,
    Optional<OneOrMore<ValuePath>> id,
    Optional<String> idPattern,
    List<ResultRule> results,
    Optional<OneOrMore<ValuePath>> reason) {

  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH");
  private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Set<String> OF_CONNECTION =
      Set.of("connection", "content-length", "host", "transfer-encoding");

  /** Fills in what is left out, and refuses what cannot be sent. */
  public OutgoingSettings {
    method = orElse(method, "POST");
    Settings.check(METHODS.contains(method), "method", "must be one of GET, POST, PUT, PATCH");
    Settings.required("url", url);
    query = Kept.inOrder(query);
    headers = Kept.inOrder(headers);
    auth = orElse(auth, Optional.empty());
    form = Kept.inOrder(form);
    json = orElse(json, Optional.empty());
    byAlphabet = Kept.inOrder(byAlphabet);
    maxChars = orElse(maxChars, Optional.empty());
    maxValidity = orElse(maxValidity, Optional.empty());
    id = orElse(id, Optional.empty());
    idPattern = orElse(idPattern, Optional.empty());
    results = List.copyOf(orElse(results, List.of()));
    reason = orElse(reason, Optional.empty());
    checkUrl(url, byAlphabet.keySet());
    checkBody(method, !form.isEmpty(), json);
    headers.keySet().forEach(OutgoingSettings::checkHeader);
    checkAuth(auth, byAlphabet.keySet());
    Settings.check(
        auth.isEmpty() || headers.keySet().stream().noneMatch("Authorization"::equalsIgnoreCase),
        "auth",
        "must not be there beside a header Authorization");
    checkByAlphabet(byAlphabet);
    maxValidity.ifPresent(max -> Settings.positive("maxValidity", max));
    maxChars.ifPresent(max -> Settings.range("maxChars", max, 1, 1_000_000));
    idPattern.ifPresent(OutgoingSettings::checkPattern);
    Settings.check(idPattern.isEmpty() || id.isPresent(), "idPattern", "needs an id beside it");
  }

  /** Returns the request and nothing else: it is its status alone that tells what came of it. */
  static OutgoingSettings plain(String method, Template url, Map<String, Template> form) {
    return new OutgoingSettings(
        method,
        url,
        null,
        null,
        Optional.empty(),
        form,
        Optional.empty(),
        null,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        null,
        Optional.empty());
  }

  private static void checkUrl(Template url, Set<String> byAlphabet) {
    Settings.check(
        url.toString().indexOf('#') < 0,
        "url",
        "must not hold a #; where it belongs to a value, write %23");
    for (String name : GatewayUrl.of(url, Map.of()).namesOfHost()) {
      Settings.check(
          !MessageNames.ALL.contains(name) && !byAlphabet.contains(name),
          "url",
          "must hold {" + name + "} in its path or query");
    }
  }

  private static void checkBody(String method, boolean form, Optional<Object> json) {
    boolean get = method.equals("GET");
    Settings.check(!(form && json.isPresent()), "form", "must not be there beside json");
    Settings.check(
        !get || !form, "form", "must not be there with method GET; its fields belong in query");
    Settings.check(!get || json.isEmpty(), "json", "must not be there with method GET");
    Settings.check(
        get || form || json.isPresent(), "form", "or json must be there with method " + method);
    json.ifPresent(tree -> JsonTemplate.of("json", tree));
  }

  private static void checkHeader(String name) {
    Settings.check(
        HEADER.matcher(name).matches(), "headers", "has a name that no header can have: " + name);
    Settings.check(
        OF_CONNECTION.stream().noneMatch(name::equalsIgnoreCase),
        "headers",
        "must not hold " + name + ", which is for the connection to say");
  }

  /** Returns whether a header can have the value, and comes as it was written (RFC 9110, 5.5). */
  public static boolean isHeader(String value) {
    return value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 0x7F && c <= 0xFF));
  }

  private static void checkAuth(Optional<AuthSettings> auth, Set<String> byAlphabet) {
    for (String name : auth.map(each -> each.template().names()).orElse(Set.of())) {
      Settings.check(
          !MessageNames.ALL.contains(name) && !byAlphabet.contains(name),
          "auth",
          "must hold settings only, and holds {" + name + "}");
    }
  }

  private static void checkByAlphabet(Map<String, ByAlphabet> defined) {
    for (Map.Entry<String, ByAlphabet> each : defined.entrySet()) {
      Settings.check(
          !MessageNames.ALL.contains(each.getKey()),
          "byAlphabet",
          "must not define " + each.getKey() + ", which every message has");
      each.getValue().templates().stream()
          .flatMap(template -> template.names().stream())
          .filter(defined::containsKey)
          .findFirst()
          .ifPresent(
              name -> {
                throw new InvalidSettingException(
                    "byAlphabet", "must not hold {" + name + "} in what it defines");
              });
    }
  }

  private static void checkPattern(String pattern) {
    try {
      Settings.check(
          Pattern.compile(pattern).matcher("").groupCount() > 0,
          "idPattern",
          "must have a group for the id: 'Success \"([^\"]+)\"'");
    } catch (PatternSyntaxException e) {
      throw new InvalidSettingException(
          "idPattern", "must be a regular expression: " + e.getDescription());
    }
  }

  /**
   * Refuses a place that is no value's.
   *
   * @param component what these settings are called where they are a part of others
   * @param declared the names of all settings of the preset, be they left out
   * @throws InvalidSettingException with one line that names the key
   */
  public void checkNames(String component, Set<String> declared) {
    new OutgoingNames(component, this).check(declared);
  }

  /**
   * Refuses an absent value where there must be one, and values that make no request.
   *
   * @param component what these settings are called where they are a part of others
   * @param values those of the preset's settings
   * @throws InvalidSettingException with one line that names the key
   */
  public void checkValues(String component, SettingValues values) {
    new OutgoingValues(component, this, values).check();
  }

  /** Returns whether the gateway is told with each message where to report on it. */
  public boolean asksForReports() {
    return new OutgoingNames("outgoing", this).uses(MessageNames.REPORT_URL);
  }

  /** Returns the names of what each message has. */
  Set<String> namesOfMessages() {
    Set<String> names = new TreeSet<>(MessageNames.ALL);
    names.addAll(byAlphabet.keySet());
    return names;
  }

  /** Shows nothing: an operator may have written a password where a setting belongs. */
  @Override
  public String toString() {
    return "outgoing by " + method;
  }
}
