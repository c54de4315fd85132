namespace EdFi.BatchPerf.Unit.Simulator.Learnt;

/// <summary>A document of the small specification, and its natural key.</summary>
internal sealed record SmallDocument(string Project, string Segment, string Document, string Key)
{
    public string Path => $"/data/{Project}/{Segment}";

    public string Create => $$"""{"op":"create","resource":"{{Segment}}","document":{{Document}}}""";

    public string Update => $$"""{"op":"update","resource":"{{Segment}}","naturalKey":{{Key}},"document":{{Document}}}""";

    public string Delete => $$"""{"op":"delete","resource":"{{Segment}}","naturalKey":{{Key}}}""";
}
