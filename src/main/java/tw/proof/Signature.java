package tw.proof;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import javax.imageio.ImageIO;

/** A stroke on the signature pad, as a browser would send it. */
final class Signature {

    private Signature() {}

    /** A stroke of its own, since no two signatures are the same. */
    static String dataUrl() {
        Random hand = ThreadLocalRandom.current();
        System.setProperty("java.awt.headless", "true");
        BufferedImage pad = new BufferedImage(800, 240, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = pad.createGraphics();
        pen.setColor(java.awt.Color.BLACK);
        pen.setStroke(new BasicStroke(4));
        pen.drawPolyline(
                new int[] {60, 200, 320, 460, 700}, hand.ints(5, 20, 220).toArray(), 5);
        pen.dispose();
        try (ByteArrayOutputStream png = new ByteArrayOutputStream()) {
            ImageIO.write(pad, "png", png);
            return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
