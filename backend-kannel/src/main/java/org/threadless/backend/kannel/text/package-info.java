/** Texts as Kannel takes and brings them: charsets, codings, segments, bytes in URLs. */
package org.threadless.backend.kannel.text;
