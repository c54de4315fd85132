using EdFi.BatchPerf.Unit.Architecture;

namespace EdFi.BatchPerf.Unit.Specification;

/// <summary>
/// What a small server of our own making says of itself: two dozen resources of two projects, every rule and every trap once, in the style
/// that a DMS serves and in the style of the published specifications (no flags on references, other component names, links,
/// extensions of core resources, query fields that tell equal names apart).
/// </summary>
internal static class Small
{
    /// <summary>The OpenAPI document of resources as a DMS serves it.</summary>
    public static string ServedResources { get; } = PathOf("served-resources");

    /// <summary>The OpenAPI document of descriptors as a DMS serves it.</summary>
    public static string ServedDescriptors { get; } = PathOf("served-descriptors");

    /// <summary>The OpenAPI document of the same resources, in the published style.</summary>
    public static string PublishedResources { get; } = PathOf("published-resources");

    /// <summary>The OpenAPI document of the same descriptors, in the published style.</summary>
    public static string PublishedDescriptors { get; } = PathOf("published-descriptors");

    /// <summary>The order in which resources can be filled.</summary>
    public static string Dependencies { get; } = PathOf("dependencies");

    private static string PathOf(string name) => Path.Combine(Room.Root, "tests", "Unit", "Specification", name + ".json");
}
