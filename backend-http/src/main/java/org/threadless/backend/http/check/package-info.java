/** Whether a request is from whom it must be: signatures, secrets, and how old it may be. */
package org.threadless.backend.http.check;
