namespace EdFi.BatchPerf.Unit;

/// <summary>Says whether parts of a text come one after the other.</summary>
internal static class Ordered
{
    /// <summary>Each part is there, behind the one before it.</summary>
    public static void AssertIn(string text, params string[] parts)
    {
        var at = 0;
        foreach (var part in parts)
        {
            var found = text.IndexOf(part, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"'{part}' is not behind the part before it in:\n{text}");
            at = found + part.Length;
        }
    }
}
