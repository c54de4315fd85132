namespace EdFi.BatchPerf.Browser;

/// <summary>One browser for all tests, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<Chromium>
{
    public const string Name = "Browser";
}
