package org.threadless.backend.http.check.signed;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.threadless.backend.http.request.CheckedRequest;
import org.threadless.backend.http.value.SettingTexts;
import org.threadless.backend.http.value.SettingValues;
import org.threadless.backend.http.value.Template;
import org.threadless.backend.http.value.ValuePath;
import org.threadless.router.config.InvalidSettingException;
import org.threadless.router.text.Sha256;

/**
 * What is signed of a request: a template that works on bytes. Besides settings and places of the
 * request, a form's field as {@code {field.NAME}}, it has {@code {$url}}, {@code {$url-path}},
 * {@code {$form-joined}} and {@code {$body-sha256}}. A body that is no form has no {@code
 * {$form-joined}}, and so no signature over that.
 */
public final class SignedBytes {

  private final String kind;
  private final Template template;
  private final Map<String, Part> parts = new HashMap<>();
  private final Optional<RequestUrls> urls;

  /** A value as {@link ByteText}, for a URL that may have been signed. */
  private interface Part {
    Optional<String> in(CheckedRequest request, String url);
  }

  /**
   * @param kind the kind of check, for what is said of it
   * @param component the setting
   * @param written the template
   * @param settings the values of the preset's settings
   * @param urls what a gateway may call; only needed where the template has a URL
   * @throws InvalidSettingException about the setting, where that is missing, or a value
   */
  public SignedBytes(
      String kind,
      String component,
      Template written,
      SettingValues settings,
      Optional<RequestUrls> urls) {
    this.kind = kind;
    this.template = Template.valueOf(ByteText.of(written.toString()));
    for (String name : template.names()) {
      parts.put(name, part(component, ByteText.text(name), settings));
    }
    boolean hasUrl = Stream.of("$url", "$url-path").anyMatch(template.names()::contains);
    this.urls = hasUrl ? Optional.of(needed(component, urls)) : Optional.empty();
  }

  /**
   * Returns the URLs that a gateway may call.
   *
   * @param component the setting that needs them
   * @throws InvalidSettingException about that setting, where they are not known
   */
  public static RequestUrls needed(String component, Optional<RequestUrls> urls) {
    return urls.orElseThrow(
        () ->
            new InvalidSettingException(
                component,
                "needs the URL that the gateway calls: set public-url, such as"
                    + " https://sms.example.org/"));
  }

  /**
   * Returns what may have been signed, which is more than one where the URL is part of it.
   *
   * @throws org.threadless.http.request.RequestException where a value is missing
   */
  public List<byte[]> of(CheckedRequest request) {
    return urls.map(all -> all.of(request)).orElse(List.of("")).stream()
        .map(url -> filled(request, url))
        .toList();
  }

  private byte[] filled(CheckedRequest request, String url) {
    return template
        .fill(name -> Optional.of(value(name, request, url)))
        .map(ByteText::bytes)
        .orElseThrow();
  }

  private String value(String name, CheckedRequest request, String url) {
    return parts
        .get(name)
        .in(request, url)
        .orElseThrow(() -> CheckedRequest.refused(kind, ByteText.text(name), "is missing"));
  }

  private static Part part(String component, String name, SettingValues settings) {
    return switch (name) {
      case "$url" -> (request, url) -> Optional.of(ByteText.of(url));
      case "$url-path" -> (request, url) -> Optional.of(ByteText.of(RequestUrls.path(url)));
      case "$form-joined" -> (request, url) -> joinedForm(request);
      case "$body" -> (request, url) -> Optional.of(ByteText.of(request.bodyBytes()));
      case "$body-sha256" ->
          (request, url) -> Optional.of(ByteText.of(Sha256.of(request.bodyBytes())));
      default -> place(component, name, settings);
    };
  }

  // Of a body that is no form nothing would be signed.
  private static Optional<String> joinedForm(CheckedRequest request) {
    boolean isSigned = request.bodyBytes().length == 0 || !request.formFields().isEmpty();
    return isSigned ? Optional.of(JoinedForm.of(request.formFields())) : Optional.empty();
  }

  private static Part place(String component, String name, SettingValues settings) {
    Optional<ValuePath> path = ValuePath.ofPlace(component, name);
    if (path.isPresent()) {
      return (request, url) -> path.get().in(request.values()).map(ByteText::of);
    }
    String value = ByteText.of(SettingTexts.value(component, name, settings));
    return (request, url) -> Optional.of(value);
  }
}
