/** Who is signed in. */
package org.threadless.web.signin;
