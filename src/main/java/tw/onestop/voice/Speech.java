package tw.onestop.voice;

import java.io.IOException;

/** 發聲: makes sound of what nobody recorded. */
interface Speech {

    /** By what, so that what one made is not taken for the other's. */
    String by(Tongue tongue);

    /** G.711 μ-law, 8,000 a second. */
    byte[] speak(Tongue tongue, String text) throws IOException, InterruptedException;
}
