namespace EdFi.BatchPerf.Documents.Triples;

/// <summary>Compiled triples of one recipe, made up once; batches take them in turn.</summary>
internal sealed class TriplePool
{
    private readonly CompiledTriple[] _entries;

    public TriplePool(ITripleRecipe recipe, RecipeContext context, int size)
    {
        Layout = new TripleLayout(recipe);
        _entries = new CompiledTriple[size];
        for (var i = 0; i < size; i++)
        {
            _entries[i] = TripleCompiler.Compile(Layout, recipe.Draw(context));
        }
    }

    public TripleLayout Layout { get; }

    public int Count => _entries.Length;

    public CompiledTriple this[int index] => _entries[index];
}
