using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Identity;
using EdFi.BatchPerf.Documents.Metadata;

namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>A fixture that is not built in.</summary>
internal interface IFixtureTemplate
{
    /// <summary>The name by which templates refer to it.</summary>
    string Name { get; }

    /// <summary>Endpoint segment.</summary>
    string Resource { get; }

    /// <summary>The project that the resource is said to be in; null where nothing is said of it.</summary>
    string? Project { get; }

    /// <summary>File and line that describe the fixture.</summary>
    string Source { get; }

    /// <summary>The keys of built-in fixtures that it names, as they stand behind <c>fixture.</c>.</summary>
    IReadOnlyCollection<string> Tokens { get; }

    /// <summary>The fields that the template declares to be its natural key.</summary>
    KeyFields KeyFields { get; }

    /// <summary>Its document.</summary>
    /// <param name="keys">The natural keys of the fixtures that are built in.</param>
    JsonObject Render(FixtureKeys keys);

    /// <summary>The descriptors that it names, each with its file and line.</summary>
    /// <param name="keys">The natural keys of the fixtures that are built in.</param>
    IReadOnlyList<DescriptorUse> Descriptors(FixtureKeys keys);

    /// <summary>The fixture.</summary>
    /// <param name="keys">The natural keys of the fixtures that are built in.</param>
    /// <param name="identity">Identity by which the server tells the documents of its resource from each other.</param>
    FixtureDefinition Make(FixtureKeys keys, ResourceIdentity identity);
}
