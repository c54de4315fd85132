namespace EdFi.BatchPerf.Documents.Scenarios;

/// <summary>A document that nothing but a number of its own makes the run's.</summary>
/// <param name="Resource">Endpoint segment.</param>
/// <param name="Path">Where documents hold the number.</param>
internal sealed record NumberedDocument(string Resource, string Path);
