using Bogus;
using EdFi.BatchPerf.Documents.Fixtures;

namespace EdFi.BatchPerf.Documents.Triples;

/// <summary>The values that recipes draw from: seeded chance, the fixtures' keys and the server's descriptors.</summary>
internal sealed class RecipeContext
{
    private readonly Lazy<Faker> _spanish;
    private readonly HashSet<string> _descriptors;

    public RecipeContext(int seed, FixtureKeys keys, IEnumerable<string> descriptors)
    {
        // Most templates draw nothing, and a Faker takes milliseconds to make.
        Chance = new Lazy<Faker>(() => new Faker("en") { Random = new Randomizer(seed) });
        _spanish = new Lazy<Faker>(() => new Faker("es_MX") { Random = new Randomizer(seed) });
        Keys = keys;
        _descriptors = new HashSet<string>(descriptors, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Made when something is drawn.</summary>
    public Lazy<Faker> Chance { get; }

    public Faker Faker => Chance.Value;

    /// <summary>Names with letters outside ASCII.</summary>
    public Faker Spanish => _spanish.Value;

    public FixtureKeys Keys { get; }

    /// <summary>True where the server was seen to have the descriptor.</summary>
    public bool Has(string descriptor) => _descriptors.Contains(descriptor);
}
