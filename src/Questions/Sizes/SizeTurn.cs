namespace EdFi.BatchPerf.Questions.Sizes;

/// <summary>A run that is to be made next.</summary>
/// <param name="Number">Its place in the order, from 1.</param>
/// <param name="Repeat">The repeat it belongs to, from 1.</param>
/// <param name="Size">The size it measures.</param>
internal sealed record SizeTurn(int Number, int Repeat, StudySize Size);
