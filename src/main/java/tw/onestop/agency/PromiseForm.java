package tw.onestop.agency;

import tw.onestop.kernel.Text;

/**
 * 單項辦理期限變更, as typed.
 *
 * @param matter programme and change of the notice's type: {@code registration-change.address}
 * @param days working days; {@code ""} for what the agency promises of everything
 */
public record PromiseForm(String agency, String matter, String days, String source, String reason) {

    String about() {
        return agency + "/" + matter;
    }

    String tidyDays() {
        return Text.halfWidth(days).strip();
    }
}
