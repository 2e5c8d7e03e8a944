using System.Collections.Immutable;
using System.Globalization;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Types;
using Gateway.GraphQL.Values;

namespace Gateway.GraphQL.Execution;

/// <summary>One execution of an operation: walks its plan over a source as often as it takes until nothing is missing.</summary>
/// <remarks>Has one owner and takes no lock. https://spec.graphql.org/September2025/#sec-Execution</remarks>
public sealed class OperationRun
{
    private RunArguments _arguments;
    private WalkFrame[] _frames = new WalkFrame[16];
    private IntrospectionSource? _introspection;
    private int _depth;
    private int _end;
    private bool _isTooLarge;

    public OperationRun(Schema schema, OperationPlan plan, OperationVariant variant, VariableValues variables)
    {
        ArgumentNullException.ThrowIfNull(variant);
        Schema = schema;
        Plan = plan;
        Variant = variant;
        Variables = variables;
        _arguments = new RunArguments(plan, variant, variables);
    }

    public Schema Schema { get; }

    public OperationPlan Plan { get; }

    public OperationVariant Variant { get; }

    public VariableValues Variables { get; }

    /// <summary>The errors of the last walk, in the order of the document.</summary>
    public List<GraphQLError> Errors { get; } = [];

    /// <summary>Most bytes of <c>data</c>; a walk that passes it ends with one error. Default 31 MiB, so that a buffer of 32 MiB holds it.</summary>
    public int MaxBytes { get; init; } = 31 << 20;

    /// <summary>What may come later, where the operation was compiled for that. Null, the default: all is answered at once.</summary>
    public Deferral? Deferral { get; init; }

    /// <summary>Whether the last walk met a value that its source does not have yet.</summary>
    public bool HasMissing { get; private set; }

    /// <summary>The way from the root to the field that is being resolved, the field itself last.</summary>
    public ReadOnlySpan<WalkFrame> Frames => _frames.AsSpan(0, _depth);

    /// <summary>Writes the value of <c>data</c>.</summary>
    /// <returns>Whether the answer is complete; if not, what was written is of no use and the walk must be repeated.</returns>
    public bool Walk(IFieldSource source, in SourceValue root, ResponseBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        Begin();
        Deferral?.Restart();
        int start = output.Length;
        _end = start + MaxBytes;
        if (!WriteSelection(source, root, Variant.Root, output))
        {
            output.Truncate(start);
            output.Append("null"u8);
            Deferral?.Drop([]);
        }

        if (_isTooLarge)
        {
            Errors.Clear();
            Errors.Add(new GraphQLError(string.Create(CultureInfo.InvariantCulture, $"The response is larger than {MaxBytes} bytes.")));
        }

        return _isTooLarge || !HasMissing;
    }

    /// <summary>Looks again for what is still to come; what is there now goes to <see cref="Deferral"/>, with its errors.</summary>
    public void WalkLate(IFieldSource source, in SourceValue root)
    {
        Begin();

        // What came before is walked over, to where the rest belongs.
        using var again = new ResponseBuffer();
        _end = MaxBytes;
        WriteSelection(source, root, Variant.Root, again);
    }

    /// <summary>The coerced arguments of a field, as a canonical JSON object; empty if they cannot be coerced.</summary>
    public ReadOnlyMemory<byte> Arguments(FieldPlan field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return _arguments.Of(field);
    }

    private void Begin()
    {
        Errors.Clear();
        HasMissing = false;
        _isTooLarge = false;
        _depth = 0;
    }

    private bool WriteSelection(IFieldSource source, in SourceValue parent, SelectionPlan selection, ResponseBuffer output)
    {
        if (selection.Problem is { } problem)
        {
            Fail(new FieldFault(problem.Message) { Location = Plan.Source.Locate(problem.Start) }, null);
            return false;
        }

        output.Append((byte)'{');
        bool first = true;
        if (!WriteFields(source, parent, selection.Type, selection.Fields, ref first, output)
            || (!selection.Deferred.IsEmpty && !WriteDeferred(source, parent, selection, first, output)))
        {
            return false;
        }

        output.Append((byte)'}');
        return true;
    }

    private bool WriteFields(
        IFieldSource source, in SourceValue parent, ObjectType type, ImmutableArray<FieldPlan> fields, ref bool first, ResponseBuffer output)
    {
        foreach (var field in fields)
        {
            if (!first)
            {
                output.Append((byte)',');
            }

            first = false;
            output.Append(field.JsonKey.Span);
            if (output.Length > _end)
            {
                // A short document can ask for an answer without end: nothing but its size tells.
                _isTooLarge = true;
                return false;
            }

            Push(parent, field, -1);
            bool written = WriteField(source, parent, type, field, output);
            _depth--;
            if (!written)
            {
                return false;
            }
        }

        return true;
    }

    /// <returns>False if the answer is too large.</returns>
    private bool WriteDeferred(IFieldSource source, in SourceValue parent, SelectionPlan selection, bool first, ResponseBuffer output)
    {
        bool wasMissing = HasMissing;
        foreach (var fragment in selection.Deferred)
        {
            HasMissing = false;
            int errors = Errors.Count;
            if (Deferral is { HasBegun: true } late)
            {
                if (late.Find(Frames, fragment) is { } pending)
                {
                    WriteLate(source, parent, selection.Type, pending);
                    Errors.RemoveRange(errors, Errors.Count - errors);
                }
            }
            else
            {
                int start = output.Length;
                bool wasFirst = first;
                if (!WriteFields(source, parent, selection.Type, fragment.Fields, ref first, output) || HasMissing)
                {
                    output.Truncate(start);
                    Errors.RemoveRange(errors, Errors.Count - errors);
                    Deferral!.Add(Frames, fragment);
                    first = wasFirst;
                }
            }

            wasMissing |= HasMissing && Deferral!.HasBegun;
            if (_isTooLarge)
            {
                return false;
            }
        }

        HasMissing = wasMissing;
        return true;
    }

    private void WriteLate(IFieldSource source, in SourceValue parent, ObjectType type, PendingFragment pending)
    {
        using var output = new ResponseBuffer();
        int errors = Errors.Count;
        bool first = true;
        output.Append((byte)'{');
        bool written = WriteFields(source, parent, type, pending.Fragment.Fields, ref first, output);
        output.Append((byte)'}');
        if (!HasMissing || _isTooLarge)
        {
            Deferral!.Arrive(pending, written ? output.WrittenSpan.ToArray() : default, Errors.Skip(errors));
        }
    }

    private bool WriteField(IFieldSource source, in SourceValue parent, ObjectType type, FieldPlan field, ResponseBuffer output)
    {
        SourceValue value;
        switch (field.Meta)
        {
            case MetaField.TypeName:
                output.Append(type.JsonName.Span);
                return true;
            case MetaField.Schema or MetaField.Type:
                source = _introspection ??= new IntrospectionSource(Schema);
                goto default;
            default:
                value = _arguments.TryCoerce(field, out var fault) ? source.Resolve(this, parent, field) : SourceValue.Error(fault!);
                break;
        }

        return Complete(source, value, field.Definition.Type, field, output);
    }

    /// <returns>False if a null must go further up.</returns>
    private bool Complete(IFieldSource source, in SourceValue value, TypeRef type, FieldPlan field, ResponseBuffer output)
    {
        if (type is not NonNullTypeRef nonNull)
        {
            int start = output.Length;
            if (!CompleteNonNull(source, value, type, field, output))
            {
                if (_isTooLarge)
                {
                    return false;
                }

                output.Truncate(start);
                output.Append("null"u8);
                Deferral?.Drop(Frames);
            }

            return true;
        }

        if (value.Kind == ValueKind.Null)
        {
            Fail($"Cannot return null for non-nullable field {field.Definition.DeclaringType?.Name}.{field.Definition.Name}.", field);
            return false;
        }

        return CompleteNonNull(source, value, nonNull.Inner, field, output);
    }

    /// <returns>False if the value is null or failed.</returns>
    private bool CompleteNonNull(IFieldSource source, in SourceValue value, TypeRef type, FieldPlan field, ResponseBuffer output)
    {
        switch (value.Kind)
        {
            case ValueKind.Missing:
                HasMissing = true;
                return true;
            case ValueKind.Null:
                return false;
            case ValueKind.Error:
                Fail((FieldFault)value.Reference!, field);
                return false;
        }

        // A source may hold a list of leaves as the JSON it is.
        if (type is ListTypeRef list && !(value.Kind == ValueKind.Leaf && field.Selection is null))
        {
            return WriteList(source, value, list.Item, field, output);
        }

        return field.Selection is null
            ? WriteLeaf(source, value, type.Named, field, output)
            : WriteObject(source, value, field, output);
    }

    private bool WriteLeaf(IFieldSource source, in SourceValue value, NamedType type, FieldPlan field, ResponseBuffer output)
    {
        if (source.WriteLeaf(value, type, output) is not { } problem)
        {
            return true;
        }

        Fail(problem, field);
        return false;
    }

    private bool WriteList(IFieldSource source, in SourceValue value, TypeRef itemType, FieldPlan field, ResponseBuffer output)
    {
        if (value.Kind != ValueKind.List)
        {
            Fail($"Expected Iterable, but did not find one for field \"{field.Definition}\".", field);
            return false;
        }

        int count = source.Count(value);
        output.Append((byte)'[');
        for (int i = 0; i < count; i++)
        {
            if (i > 0)
            {
                output.Append((byte)',');
            }

            Push(value, null, i);
            bool written = Complete(source, source.Item(this, value, i), itemType, field, output);
            _depth--;
            if (!written)
            {
                return false;
            }
        }

        output.Append((byte)']');
        return true;
    }

    private bool WriteObject(IFieldSource source, in SourceValue value, FieldPlan field, ResponseBuffer output)
    {
        string? problem = null;
        var declared = field.Selection!.Type;
        if (value.Kind != ValueKind.Object && declared is ObjectType)
        {
            Fail($"Expected value of type \"{declared}\", but did not find an object for field \"{field.Definition}\".", field);
            return false;
        }

        var type = declared as ObjectType ?? (value.Kind == ValueKind.Object ? source.TypeOf(value, declared, out problem) : null);
        var selection = type is null ? null : field.Selection.For(type);
        if (type is null && value.Kind == ValueKind.Object && source.ForeignTypeOf(value) is { } foreign)
        {
            WriteForeign(foreign, field.Selection, output);
            return true;
        }

        if (selection is null)
        {
            problem ??= type is null
                ? $"Abstract type \"{declared}\" must resolve to an Object type at runtime for field \"{field.Definition}\". Either the \"{declared}\" "
                    + "type should provide a \"resolveType\" function or each possible type should provide an \"isTypeOf\" function."
                : $"Runtime Object type \"{type}\" is not a possible type for \"{declared}\".";
            Fail(problem, field);
            return false;
        }

        return WriteSelection(source, value, selection, output);
    }

    // What is selected of every member alike is not inside a fragment on some of them.
    private static void WriteForeign(string typeName, SelectionSetPlan selection, ResponseBuffer output)
    {
        output.Append((byte)'{');
        bool first = true;
        foreach (var field in selection.CommonMetaFields())
        {
            if (!first)
            {
                output.Append((byte)',');
            }

            first = false;
            output.Append(field.JsonKey.Span);
            output.AppendJsonString(typeName);
        }

        output.Append((byte)'}');
    }

    private void Push(in SourceValue value, FieldPlan? field, int index)
    {
        if (_depth == _frames.Length)
        {
            Array.Resize(ref _frames, _depth * 2);
        }

        _frames[_depth++] = new WalkFrame(value, field, index);
    }

    private void Fail(string message, FieldPlan field) => Fail(new FieldFault(message), field);

    private void Fail(FieldFault fault, FieldPlan? field)
    {
        Errors.Add(new GraphQLError(fault.Message)
        {
            Path = FramePath.Of(Frames, fault.Below),
            Locations = fault.Location is { } part ? [part] : field is null ? [] : field.Locations(Plan.Source),
            Extensions = fault.Extensions,
        });
    }
}
