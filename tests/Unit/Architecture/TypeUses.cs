using Mono.Cecil;

namespace EdFi.BatchPerf.Unit.Architecture;

/// <summary>
/// Which outermost types of an assembly use which, by signatures, attributes and IL. What is nested belongs to the type around it.
/// </summary>
internal sealed class TypeUses
{
    private readonly HashSet<(string From, string To)> _pairs = [];
    private readonly SortedSet<string> _types = new(StringComparer.Ordinal);

    private TypeUses()
    {
    }

    /// <summary>Pairs of types: the first uses the second, wherever that is.</summary>
    public IReadOnlyCollection<(string From, string To)> Pairs => _pairs;

    /// <summary>The assembly's own types, without those that the compiler made.</summary>
    public IReadOnlyCollection<string> Types => _types;

    /// <summary>Reads an assembly.</summary>
    public static TypeUses Read(string library)
    {
        var uses = new TypeUses();
        using var assembly = AssemblyDefinition.ReadAssembly(library);
        foreach (var type in assembly.MainModule.GetTypes())
        {
            var name = Outermost(type);
            if (name.StartsWith("EdFi.", StringComparison.Ordinal))
            {
                uses._types.Add(name);
            }

            foreach (var used in Of(type).SelectMany(Parts).Select(Outermost).Where(used => used != name))
            {
                uses._pairs.Add((name, used));
            }
        }

        return uses;
    }

    private static IEnumerable<TypeReference?> Of(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(static i => i.InterfaceType),
        .. Constraints(type),
        .. Attributes(type),
        .. type.Fields.SelectMany(static field => Attributes(field).Prepend(field.FieldType)),
        .. type.Properties.SelectMany(Attributes),
        .. type.Methods.SelectMany(static method =>
            Signature(method).Concat(Constraints(method)).Concat(Attributes(method)).Concat(Body(method))),
    ];

    private static IEnumerable<TypeReference?> Body(MethodDefinition method) => !method.HasBody ? [] :
    [
        .. method.Body.Variables.Select(static variable => variable.VariableType),
        .. method.Body.ExceptionHandlers.Select(static handler => handler.CatchType),
        .. method.Body.Instructions.SelectMany(static instruction => instruction.Operand switch
        {
            TypeReference type => [type],
            MethodReference called => Signature(called),
            FieldReference field => [field.DeclaringType, field.FieldType],
            _ => Enumerable.Empty<TypeReference?>(),
        }),
    ];

    private static IEnumerable<TypeReference?> Signature(MethodReference method) =>
    [
        method.DeclaringType,
        method.ReturnType,
        .. method.Parameters.Select(static parameter => parameter.ParameterType),
        .. method is GenericInstanceMethod generic ? generic.GenericArguments : [],
    ];

    private static IEnumerable<TypeReference?> Constraints(IGenericParameterProvider provider) =>
        provider.GenericParameters
            .SelectMany(static parameter => parameter.Constraints)
            .Select(static constraint => constraint.ConstraintType);

    private static IEnumerable<TypeReference?> Attributes(ICustomAttributeProvider provider) =>
        provider.CustomAttributes.SelectMany(Attribute);

    private static IReadOnlyList<TypeReference?> Attribute(CustomAttribute attribute)
    {
        try
        {
            return [attribute.AttributeType, .. attribute.ConstructorArguments.Select(static argument => argument.Value as TypeReference)];
        }
        catch (AssemblyResolutionException)
        {
            return [attribute.AttributeType]; // PowerShell's own enumerations are not beside the tests
        }
    }

    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        IModifierType modified => Parts(modified.ModifierType).Concat(Parts(modified.ElementType)),
        TypeSpecification built => Parts(built.ElementType),
        _ => [type],
    };

    private static string Outermost(TypeReference type)
    {
        while (type.DeclaringType is { } around)
        {
            type = around;
        }

        return type.FullName;
    }
}
