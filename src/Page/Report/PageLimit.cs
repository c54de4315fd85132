namespace EdFi.BatchPerf.Page.Report;

/// <summary>A threshold as the page shows it.</summary>
/// <param name="Passed">True when it was kept.</param>
/// <param name="Message">The same in words, with the figure.</param>
internal sealed record PageLimit(bool Passed, string Message);
