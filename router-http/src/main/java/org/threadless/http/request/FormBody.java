package org.threadless.http.request;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartCompliance;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.threadless.router.text.Charsets;

/** Reads the fields in the body of a request. */
final class FormBody {

  private static final String MULTIPART = "multipart/form-data";

  // Programs that send a form often say that it is text, or nothing at all.
  private static final Set<String> FORMS =
      Set.of("", "application/x-www-form-urlencoded", "text/plain");

  private FormBody() {}

  /**
   * Returns the fields.
   *
   * @param mends takes a word on what had to be mended before they could be read
   * @throws RequestException where the body is no form
   */
  static List<FormField> fields(Request request, RequestBody body, List<String> mends) {
    if (body.bytes().length == 0) {
      return List.of();
    }
    if (FORMS.contains(body.type())) {
      return FormField.all(body.bytes());
    }
    if (body.type().equals(MULTIPART)) {
      return parts(request, body.bytes(), mends);
    }
    throw RequestBody.notTaken("content type", body.type());
  }

  private static List<FormField> parts(Request request, byte[] body, List<String> mends) {
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    String boundary = boundary(type);
    if (boundary.isEmpty()) {
      throw new RequestException(400, "the form cannot be read: its content type has no boundary");
    }
    MultiPartBody parts = new MultiPartBody(body, boundary);
    if (!parts.isBegun()) {
      throw new RequestException(
          400, "the form cannot be read: the boundary of its content type is not in it");
    }
    if (parts.hasMoreThan(FormReader.MAX_PARTS)) {
      throw new RequestException(413, "the form has more than 1,000 parts");
    }
    if (!parts.isEnded()) {
      mends.add("a form in parts without its last boundary");
    }
    return parts(request, type, parts.ended());
  }

  // A quote that is not closed is an exception to Jetty, and no boundary either.
  private static String boundary(String type) {
    try {
      return Optional.ofNullable(MultiPart.extractBoundary(type)).orElse("");
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static List<FormField> parts(Request request, String type, byte[] body) {
    Content.Source source = Content.Source.from(ByteBuffer.wrap(body));
    try (MultiPartFormData.Parts parts =
        MultiPartFormData.getParts(source, request, type, inMemory())) {
      List<FormField> fields = new ArrayList<>();
      for (MultiPart.Part part : parts) {
        if (part.getName() != null) {
          fields.add(field(part));
        }
      }
      return fields;
    } catch (IOException | RuntimeException e) {
      throw new RequestException(400, "the form cannot be read: its parts are not whole");
    }
  }

  // The body is no larger than a request may be, and so is all that is in it. Lines may end in LF.
  private static MultiPartConfig inMemory() {
    return new MultiPartConfig.Builder()
        .complianceMode(MultiPartCompliance.LEGACY)
        .maxParts(FormReader.MAX_PARTS)
        .maxSize(-1)
        .maxPartSize(-1)
        .maxMemoryPartSize(-1)
        .build();
  }

  private static FormField field(MultiPart.Part part) throws IOException {
    byte[] value = BufferUtil.toArray(Content.Source.asByteBuffer(part.getContentSource()));
    String charset =
        MimeTypes.getCharsetFromContentType(part.getHeaders().get(HttpHeader.CONTENT_TYPE));
    return FormField.of(
        part.getName(),
        value,
        FieldCoding.ofTransfer(part.getHeaders().get("Content-Transfer-Encoding")),
        Optional.ofNullable(charset).flatMap(Charsets::named));
  }
}
