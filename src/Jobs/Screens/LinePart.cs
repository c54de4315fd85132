namespace EdFi.BatchPerf.Jobs.Screens;

/// <summary>A part of a line that has to fit a window: its full text, and shorter texts for narrow windows.</summary>
/// <param name="Text">The full text.</param>
/// <param name="Shorter">
/// The shorter texts, the longest first, each with its rank: of all parts of a line the step of the highest rank is taken first. An empty
/// text leaves the part out. A part without steps always stays.
/// </param>
internal sealed record LinePart(string Text, params (int Rank, string Text)[] Shorter);
