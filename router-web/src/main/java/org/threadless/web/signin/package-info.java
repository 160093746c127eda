/** Who is at the other end: signing in and out, and pages that only those see who have. */
package org.threadless.web.signin;
