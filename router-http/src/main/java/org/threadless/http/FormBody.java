package org.threadless.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.http.MultiPart;
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
   * @throws RequestException where the body is no form
   */
  static List<FormField> fields(Request request, RequestBody body) {
    if (body.bytes().length == 0) {
      return List.of();
    }
    if (FORMS.contains(body.type())) {
      return FormField.all(body.bytes());
    }
    if (body.type().equals(MULTIPART)) {
      return parts(request, body.bytes());
    }
    throw RequestBody.notTaken("content type", body.type());
  }

  private static List<FormField> parts(Request request, byte[] body) {
    Content.Source source = Content.Source.from(ByteBuffer.wrap(body));
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
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

  // The body is no larger than a request may be, and so is all that is in it.
  private static MultiPartConfig inMemory() {
    return new MultiPartConfig.Builder()
        .maxParts(HttpService.MAX_REQUEST_BYTES)
        .maxSize(-1)
        .maxPartSize(-1)
        .maxMemoryPartSize(-1)
        .build();
  }

  private static FormField field(MultiPart.Part part) throws IOException {
    byte[] value = BufferUtil.toArray(Content.Source.asByteBuffer(part.getContentSource()));
    String charset =
        MimeTypes.getCharsetFromContentType(part.getHeaders().get(HttpHeader.CONTENT_TYPE));
    return FormField.plain(
        part.getName(), value, Optional.ofNullable(charset).flatMap(Charsets::named));
  }
}
