/** What is signed of a request, byte for byte. */
package org.threadless.backend.http.check.signed;
