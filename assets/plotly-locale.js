// Months and days as plotly writes them; numbers have their marks from the figure itself.
(function () {
  "use strict";
  function locale(name, days, shortDays, months, shortMonths) {
    return {
      moduleType: "locale",
      name: name,
      dictionary: {},
      format: { days: days, shortDays: shortDays, months: months, shortMonths: shortMonths, date: "%-d.%-m.%Y", decimal: ",", thousands: "\u00a0" },
    };
  }

  // Plotly takes these when it is loaded, which is after this.
  window.PlotlyLocales = (window.PlotlyLocales || []).concat([
    locale(
      "fi",
      ["sunnuntai", "maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai"],
      ["su", "ma", "ti", "ke", "to", "pe", "la"],
      ["tammikuu", "helmikuu", "maaliskuu", "huhtikuu", "toukokuu", "kesäkuu", "heinäkuu", "elokuu", "syyskuu", "lokakuu", "marraskuu", "joulukuu"],
      ["tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka", "marras", "joulu"]
    ),
    locale(
      "sv",
      ["söndag", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag"],
      ["sö", "må", "ti", "on", "to", "fr", "lö"],
      ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"],
      ["jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"]
    ),
  ]);
})();
