package io.fragmortem.report.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0 B",
                "-0.2|0 B",
                "13|13 B",
                "1023|1023 B",
                "1024|1.0 KiB",
                "12982|12.7 KiB",
                "102400|100 KiB",
                "515408|0.5 MiB",
                "856560|0.8 MiB",
                "1835200|1.8 MiB",
                "12582912|12.0 MiB",
                "641728512|612 MiB",
                "1073741823|1.00 GiB",
                "5710807040|5.32 GiB",
                "6792032256|6.33 GiB",
                "-1084432384|−1.01 GiB",
                "25125558681|23.4 GiB",
                "126701535232|118 GiB",
                "1099511627775|1.00 TiB",
                "5497558138880|5.00 TiB",
                "1e18|909,495 TiB",
            })
    void bytesTakeTheUnitThatLeavesThreeDigits(double value, String shown) {
        assertEquals(shown, Quantities.bytes(value));
    }

    @Test
    void whatIsNoNumberIsShownAsADash() {
        assertEquals("–", Quantities.bytes(Double.NaN));
        assertEquals("–", Quantities.ratio(Double.POSITIVE_INFINITY));
        assertEquals("–", Quantities.percent(Double.NaN));
        assertEquals("–", Quantities.count(Double.NEGATIVE_INFINITY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.434|1.43",
                "0.839|0.84",
                "99.99|99.99",
                "141.2|141",
                "7002.45|7,002",
                "2118.77|2,119",
                "-2|−2.00"
            })
    void ratiosKeepTwoDecimalsWhileTheseTellSomething(double value, String shown) {
        assertEquals(shown, Quantities.ratio(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                "0.0004|<0.1",
                "0.0132|1.3",
                "0.4321|43",
                "0.9971|99.7",
                "0.99999|99.9",
                "1|100",
                "1.5|150",
                "-0.25|−25",
                "0.0996|10",
                "140|14,000"
            })
    void onlyAllOfItIsAHundredPercent(double fraction, String shown) {
        assertEquals(shown, Quantities.percent(fraction));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1392|1,392", "7|7", "0.5|0.50", "12.34|12.3", "1234567.8|1,234,568", "999|999", "-1234|−1,234"})
    void countsHaveThousandsSeparators(double value, String shown) {
        assertEquals(shown, Quantities.count(value));
    }

    @Test
    void quickRoundingIsThatOfTheDecimalNumber() {
        Random random = new Random(20261129);
        for (int i = 0; i < 20_000; i++) {
            int decimals = i % 3;
            double any = random.nextInt(2_000_000) / 1000.0;
            double value = i % 2 == 0 ? any : any * random.nextDouble();
            String exact = BigDecimal.valueOf(value)
                    .setScale(decimals, RoundingMode.HALF_UP)
                    .toPlainString();
            assertEquals(exact, Quantities.grouped(value, decimals).replace(",", ""), () -> value + "");
        }
    }
}
